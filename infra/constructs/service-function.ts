import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnFunction, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { BothLanguages } from '#infra/constructs/alarm-words';
import { DeadLetters } from '#infra/constructs/dead-letters';
import type { LockedRoom } from '#infra/constructs/locked-room';
import { given, platformVariables } from '#infra/constructs/function-variables';
import { functionAlarm, functionWord } from '#infra/constructs/function-word';
import { SlaAlarm } from '#infra/constructs/sla-alarm';
import type { EnvironmentOf, FunctionName } from '#infra/function-environments';

export interface ServiceFunctionProps<Name extends FunctionName> {
  readonly cell: Cell;
  /** The variables the handler's own schema asks for; leaving one out does not compile. */
  readonly environment: EnvironmentOf<Name>;
  /** What its role may do, besides writing its log and its trace. */
  readonly access: readonly (readonly PolicyStatement[])[];
  /** The team that mends it. */
  readonly owner: string;
  /** Who suffers while it fails, in one sentence; it becomes the text of its alarms. */
  readonly failureImpact: BothLanguages;
  /** @default 512 */
  readonly memoryMegabytes?: number;
  /** @default 15 */
  readonly timeoutSeconds?: number;
  /** @default no reservation; it shares the account's concurrency */
  readonly reservedConcurrency?: number;
  /** @default 512, Lambda's own */
  readonly temporaryMegabytes?: number;
  /** Works in a network without a way out; its access has to admit it there. */
  readonly room?: LockedRoom;
  /** Started by an event nobody waits for, so what fails is kept. @default false */
  readonly isAsynchronous?: boolean;
}

/** One Lambda function with all the cell asks of one: own role, encrypted log, trace, alarms. */
export class ServiceFunction<Name extends FunctionName = FunctionName> extends Construct {
  readonly name: Name;
  readonly lambda: LambdaFunction;
  /** `CreateDossier` for `intake/create-dossier`; ASL placeholders are made of it. */
  readonly word: string;
  private readonly props: ServiceFunctionProps<Name>;

  constructor(scope: Construct, name: Name, props: ServiceFunctionProps<Name>) {
    super(scope, functionWord(name));
    this.name = name;
    this.word = functionWord(name);
    this.props = props;
    const { cell } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/mot-cua/${cell.stage.name}/${name}`,
      retention: cell.stage.logRetention,
      encryptionKey: cell.key,
      removalPolicy: cell.stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `${name}. Owner: ${props.owner}.`,
      code: cell.codeOf(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 15),
      tracing: Tracing.ACTIVE,
      role,
      logGroup,
      environment: { ...platformVariables(cell, name), ...given(props.environment) },
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.temporaryMegabytes !== undefined && { ephemeralStorageSize: Size.mebibytes(props.temporaryMegabytes) }),
      ...(props.isAsynchronous && { deadLetterQueue: this.keepFailedEvents(role).queue, retryAttempts: 2 }),
    });
    for (const statement of props.access.flat()) role.addToPolicy(statement);
    if (props.room !== undefined) this.enter(props.room);
    logGroup.grantWrite(role);
    this.watchErrors();
  }

  private enter(room: LockedRoom): void {
    const resource = this.lambda.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error(`${this.name} has no function resource.`);
    room.take(resource);
  }

  /** Lets another function ask this one and wait for its answer. */
  invokes(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.lambda.functionArn] })];
  }

  private keepFailedEvents(role: Role): DeadLetters {
    const letters = new DeadLetters(this, 'FailedEvents', {
      surroundings: this.props.cell,
      alarmName: functionAlarm(this.name, 'events given up'),
      owner: this.props.owner,
      humanCost: this.props.failureImpact,
    });
    for (const statement of letters.sends()) role.addToPolicy(statement);
    return letters;
  }

  /** One alarm for all functions tells of calls that were turned away: they share the account's pool (`reserve-alarms.ts`). */
  private watchErrors(): void {
    new SlaAlarm(this, 'Errors', {
      alarmTopic: this.props.cell.alarmTopic,
      name: functionAlarm(this.name, 'errors'),
      owner: this.props.owner,
      humanCost: this.props.failureImpact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 0,
      // A function that was not called reports nothing, which is no fault.
      missingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
