import type { Json } from '../../json/json.ts';

/** What a function answered: its payload, or the payload that describes its error. */
type LambdaAnswer =
  | { readonly payload: Json }
  | { readonly functionError: string; readonly payload: Json };

/** The outside as tasks reach it. Both calls may be made more than once for one task, after a kill. */
export interface Integrations {
  /** Invokes synchronously. Throws `{ name, message }` when the service itself refuses, e.g. TooManyRequestsException. */
  invokeLambda(functionArn: string, payload: Json): Promise<LambdaAnswer>;
  /**
   * Calls an AWS service by its SDK name ('dynamodb', 'sqs', 'eventbridge', …) and action in camel case ('updateItem').
   * Gives the SDK's output; throws the SDK's error, of which `name` and `message` are used.
   */
  callSdk(service: string, action: string, parameters: Json): Promise<unknown>;
}
