/** A Lambda function as the template describes it, ready to run. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the folder that holds the bundle. */
  readonly codeFolder: string;
  /** As in the template: `index.handler`. */
  readonly handler: string;
  readonly runtime: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** The template's variables; the reserved AWS_… ones are added when an environment starts. */
  readonly environment: Readonly<Record<string, string>>;
  /** ReservedConcurrentExecutions, where the template sets it. */
  readonly reservedConcurrency?: number;
  readonly logFormat: 'JSON' | 'Text';
}
