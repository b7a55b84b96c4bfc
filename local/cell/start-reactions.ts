import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { findClamScanner } from '../guardduty/clam-scanner.ts';
import { readProtectionPlans } from '../guardduty/protection-plans.ts';
import { createRuleScanner } from '../guardduty/rule-scanner.ts';
import { startGuardDuty } from '../guardduty/start-guardduty.ts';
import { openAlarmMemory } from '../cloudwatch/alarm-memory.ts';
import { startCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import { startEventBridge } from '../eventbridge/start-eventbridge.ts';
import { createAsynchronousInvoker } from './asynchronous-invocations.ts';
import { CellError } from './cell-error.ts';
import { readEventRules } from './event-rules.ts';
import { followMoves } from './follow-moves.ts';
import { reachTarget } from './reach-target.ts';
import { resourcesOfType } from './read-properties.ts';
import { putIteratorAge, putQueueMetrics } from './service-metrics.ts';
import { startEventSources } from './start-event-sources.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalCloudWatch } from '../cloudwatch/start-cloudwatch.ts';
import type { LocalGuardDuty } from '../guardduty/start-guardduty.ts';
import type { LocalEventBridge } from '../eventbridge/start-eventbridge.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';
import type { CellWiring } from './cell-wiring.ts';
import type { Foundation } from './foundation.ts';
import type { Parts } from './open-parts.ts';
import type { EventSources } from './start-event-sources.ts';

/** A batch under way gets this long to end when the cell stops. */
const graceMilliseconds = 3000;
const settlingMilliseconds = 10_000;

export interface ReactionSettings {
  readonly foundation: Foundation;
  readonly wiring: CellWiring;
  readonly resources: readonly EvaluatedResource[];
  readonly parts: Parts;
  readonly region: string;
  readonly accountId: string;
  readonly lambdas: Lambdas;
}

export interface Reactions {
  readonly cloudWatch: LocalCloudWatch;
  readonly eventBridge: LocalEventBridge;
  readonly guardDuty: LocalGuardDuty;
  readonly sources: EventSources;
}

type Reach = (arn: string, event: unknown) => Promise<void>;

/** Starts all that acts without being asked: alarms, rules and schedules, streams and queues that feed functions. */
export async function startReactions(settings: ReactionSettings): Promise<Reactions> {
  const { wiring } = settings;
  const reach = reachOf(settings);
  const cloudWatch = startAlarms(settings);
  wiring.cloudWatch = cloudWatch;
  const eventBridge = startRules(settings, reach);
  wiring.eventBridge = eventBridge;
  const guardDuty = await startScans(settings, eventBridge);
  wiring.guardDuty = guardDuty;
  const sources = await startSources(settings, reach);
  wiring.sources = sources;
  reactToMoves(settings, { cloudWatch, eventBridge, sources });
  return { cloudWatch, eventBridge, guardDuty, sources };
}

/**
 * What is due fires at once; when that has settled alarms are judged again, since what a move brought about (a limit that passed,
 * a heartbeat) is counted by the functions it woke.
 */
function reactToMoves({ foundation, wiring, parts }: ReactionSettings, { cloudWatch, eventBridge, sources }: Omit<Reactions, 'guardDuty'>): void {
  let isStopped = false;
  foundation.closers.add(wiring, () => (isStopped = true));
  const judge = followMoves(async () => {
    try {
      // Under steady traffic nothing ever settles; alarms do not wait for that.
      await Promise.race([wiring.settled(parts.stepFunctions, sources), wait(settlingMilliseconds, undefined, { ref: false })]);
      if (!isStopped) await cloudWatch.evaluate();
    } catch (error) {
      if (!isStopped) wiring.failed('alarms after a move of the clock', error);
    }
  });
  foundation.clock.onMoved((jump) => {
    if (isStopped) return;
    cloudWatch.skip(jump);
    parts.stepFunctions.poke();
    eventBridge.poke();
    judge();
  });
}

function reachOf({ wiring, resources, parts, accountId, lambdas }: ReactionSettings): Reach {
  const reach: Reach = (arn, event) =>
    reachTarget(
      {
        invokeAsynchronously: (functionArn, payload) => invokeAsynchronously(functionArn, payload),
        callSdk: (service, action, parameters) => wiring.callSdk(service, action, parameters),
        publish: (topicArn, subject, message) => parts.queues.publish(topicArn, subject, message),
        queueUrl: (name) => `${parts.queues.url}/${accountId}/${name}`,
      },
      arn,
      event,
    );
  const invokeAsynchronously = createAsynchronousInvoker({ resources, lambdas, reach });
  return reach;
}

function startAlarms({ foundation, wiring, resources, parts, region, accountId }: ReactionSettings): LocalCloudWatch {
  const propertiesOf = (type: string): object[] => resourcesOfType(resources, type).map(({ properties, name }) => ({ ...properties, AlarmName: name }));
  const cloudWatch: LocalCloudWatch = understood(() =>
    startCloudWatch({
      alarms: propertiesOf('AWS::CloudWatch::Alarm'),
      compositeAlarms: propertiesOf('AWS::CloudWatch::CompositeAlarm'),
      clock: foundation.clock,
      region,
      accountId,
      memory: openAlarmMemory(join(foundation.settings.dataFolder, 'alarms.json')),
      gather: () => putQueueMetrics((metric) => cloudWatch.putMetric(metric), resources, (queueUrl) => wiring.queueDepth(queueUrl)),
      publish: (topicArn, subject, message) => parts.queues.publish(topicArn, subject, message),
      onPublishFailed: (topicArn, error) => wiring.failed(`alarm to ${topicArn}`, error),
      onNotification: (notification) => foundation.settings.onNotification?.(notification),
      onError: (error) => wiring.failed('alarms', error),
    }),
  );
  foundation.closers.add(cloudWatch, () => cloudWatch.stop());
  return cloudWatch;
}

function startRules({ foundation, wiring, resources, region, accountId }: ReactionSettings, reach: Reach): LocalEventBridge {
  const eventBridge = understood(() =>
    startEventBridge({
      rules: readEventRules(resources),
      invokeTarget: reach,
      clock: foundation.clock,
      region,
      accountId,
      onTargetFailed: (ruleName, error) => wiring.failed(`rule ${ruleName}`, error),
    }),
  );
  foundation.closers.add(eventBridge, () => eventBridge.stop());
  return eventBridge;
}

/** ClamAV where it is installed, and else rules that say so. */
async function startScans({ foundation, wiring, resources, parts, region }: ReactionSettings, eventBridge: LocalEventBridge): Promise<LocalGuardDuty> {
  const scanner = (await findClamScanner()) ?? createRuleScanner();
  const guardDuty = startGuardDuty({
    plans: readProtectionPlans(resources),
    scanner,
    s3: { endpoint: parts.s3.url, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
    deliver: (event) => eventBridge.deliver(event),
    onError: (error) => wiring.failed('malware scan', error),
  });
  foundation.closers.add(guardDuty, () => guardDuty.stop());
  foundation.settings.onScanner?.(scanner.name);
  return guardDuty;
}

async function startSources({ foundation, wiring, resources, parts, region, lambdas }: ReactionSettings, reach: Reach): Promise<EventSources> {
  const sources = await startEventSources(resources, {
    region,
    clock: foundation.clock,
    dynamodb: parts.dynamodb,
    queuesUrl: parts.queues.url,
    invoke: (functionArn, payload) => lambdas.invoke(functionArn, payload),
    reach,
    waitingMessages: (queueUrl) => wiring.waitingMessages(queueUrl),
    onIteratorAge: (functionArn, milliseconds) => wiring.measured((putMetric) => putIteratorAge(putMetric, functionArn, milliseconds)),
    onError: (where, error) => wiring.failed(where, error),
  });
  foundation.closers.add(sources, () => Promise.race([sources.stop(), wait(graceMilliseconds, undefined, { ref: false })]));
  return sources;
}

/** An alarm, rule or schedule the parts cannot read is the template's fault, and the person's to mend. */
function understood<Part>(start: () => Part): Part {
  try {
    return start();
  } catch (error) {
    if (error instanceof SyntaxError) throw new CellError(`The local cell cannot do what the template asks: ${error.message}`);
    throw error;
  }
}
