import { readFileSync } from 'node:fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import type { BothLanguages } from '#infra/constructs/alarm-words';
import { executionsOf, runsIterations } from '#infra/constructs/machine-runs';
import { placeholderFaults } from '#infra/constructs/placeholders';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { SlaAlarm } from '#infra/constructs/sla-alarm';

export interface WorkflowProps {
  readonly surroundings: Surroundings;
  /** The definition, `statemachines/<file>.asl.json`; it is also the area word of its alarms. */
  readonly file: string;
  /** Functions its states call; `steps/decide-next` fills the placeholder `${DecideNextArn}`. */
  readonly calls: readonly ServiceFunction[];
  /** What else its placeholders stand for. */
  readonly names: Readonly<Record<string, string>>;
  /** What its role may do besides calling its functions. */
  readonly access: readonly (readonly PolicyStatement[])[];
  readonly owner: string;
  readonly failureImpact: BothLanguages;
  /** Whether it has a distributed Map, whose iterations are runs of their own. @default false */
  readonly isDistributed?: boolean;
}

const THROTTLED_COST: BothLanguages = {
  vi: 'Mọi việc qua bộ điều phối này chậm đi vài phút; không mất gì cả.',
  en: 'Everything this machine walks moves on minutes late; nothing is lost.',
};

/** One Standard state machine read from its ASL file, logged without payloads, traced and watched. */
export class Workflow extends Construct {
  readonly machine: StateMachine;
  private readonly machineName: string;
  private readonly props: WorkflowProps;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    this.props = props;
    const { stage, key } = props.surroundings;
    const definition = readFileSync(new URL(`../../statemachines/${props.file}.asl.json`, import.meta.url), 'utf8');
    const arns = Object.fromEntries(props.calls.map((step) => [`${step.word}Arn`, step.lambda.functionArn]));
    const substitutions = { ...arns, ...props.names };
    this.node.addValidation({ validate: () => placeholderFaults(definition, Object.keys(substitutions)) });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: Object.values(arns) }));
    for (const statement of props.access.flat()) role.addToPolicy(statement);
    this.machineName = `mot-cua-${stage.name}-${props.file}`;
    if (props.isDistributed === true) for (const statement of runsIterations(this, this.machineName)) role.addToPolicy(statement);
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: this.machineName,
      // The text stands in the template itself, so that what is deployed can be read there.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: substitutions,
      stateMachineType: StateMachineType.STANDARD,
      role,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', {
          // Without this prefix the resource policy of log delivery outgrows its limit.
          logGroupName: `/aws/vendedlogs/states/mot-cua/${stage.name}/${props.file}`,
          retention: stage.logRetention,
          encryptionKey: key,
          removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        // Payloads carry task tokens, which are credentials (D4).
        includeExecutionData: false,
      },
    });
    this.watch();
  }

  starts(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] })];
  }

  /** Lets a function give a waiting run its signal. */
  signals(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['states:SendTaskSuccess'], resources: [this.machine.stateMachineArn] })];
  }

  /** Lets a function ask whether a run is alive. */
  observes(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['states:DescribeExecution'], resources: [executionsOf(this, this.machineName)] })];
  }

  private watch(): void {
    const period = Duration.minutes(5);
    const { failureImpact } = this.props;
    this.raise('failed', failureImpact, this.machine.metricFailed({ period }));
    this.raise('timed out', failureImpact, this.machine.metricTimedOut({ period }));
    this.raise('throttled', THROTTLED_COST, this.machine.metricThrottled({ period }));
  }

  private raise(what: string, humanCost: BothLanguages, metric: IMetric): void {
    new SlaAlarm(this, `Runs ${what}`, {
      alarmTopic: this.props.surroundings.alarmTopic,
      name: `workflow/${this.props.file}/${what}`,
      owner: this.props.owner,
      humanCost,
      metric,
      threshold: 0,
      // A machine with no run in the period reports nothing, which is no fault.
      missingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
