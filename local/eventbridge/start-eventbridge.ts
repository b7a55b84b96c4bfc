import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LocalClock } from '../clock/local-clock.ts';
import { compilePattern } from './event-pattern.ts';
import { parseSchedule } from './schedule-expression.ts';
import { inputFor } from './target-input.ts';
import type { TargetInput } from './target-input.ts';

/** Node runs a longer timer at once. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

export interface LocalRule {
  readonly name: string;
  readonly scheduleExpression?: string;
  readonly eventPattern?: unknown;
  /** False for a rule that is defined but switched off. */
  readonly enabled?: boolean;
  readonly targets: readonly ({ readonly arn: string } & Readonly<TargetInput>)[];
}

const entry = z.object({
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Detail: z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'Detail is malformed.' });
      return z.NEVER;
    }
  }),
  Resources: z.array(z.string()).optional(),
  Time: z.date().optional(),
});

interface PutEventsAnswer {
  readonly FailedEntryCount: number;
  readonly Entries: readonly ({ readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string })[];
}

export interface LocalEventBridge {
  /** As the SDK's PutEvents: an entry that is malformed fails alone. Targets run on their own, later. */
  putEvents(entries: readonly unknown[]): PutEventsAnswer;
  /** As a service of AWS hands over its own events: resolves when all targets have run, so that its caller can begin again after a kill. */
  deliver(entry: unknown): Promise<void>;
  /** Call after the clock was moved: each schedule that became due fires once, however often it was missed. */
  poke(): void;
  stop(): void;
}

interface Options {
  readonly rules: readonly LocalRule[];
  readonly invokeTarget: (arn: string, event: unknown) => Promise<unknown>;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly region?: string;
  readonly accountId?: string;
  /** Told when a target could not be reached or failed; nothing is retried. */
  readonly onTargetFailed?: (ruleName: string, error: unknown) => void;
}

/** One event bus with its rules, on the cell's clock. Throws a SyntaxError for a schedule or pattern it does not understand. */
export function startEventBridge(options: Options): LocalEventBridge {
  const { clock, region = 'ap-southeast-1', accountId = '000000000000' } = options;
  const rules = options.rules.filter(({ enabled = true }) => enabled);
  const fire = async (rule: LocalRule, event: unknown): Promise<void> => {
    await Promise.all(rule.targets.map((target) => callTarget(options, { rule, target, event })));
  };
  const envelope = { version: '0', account: accountId, region };
  const patterns = rules.flatMap((rule) => (rule.eventPattern === undefined ? [] : [{ rule, matches: compilePattern(rule.eventPattern) }]));
  const schedules = startSchedules(rules, clock, (rule) => {
    const resources = [`arn:aws:events:${region}:${accountId}:rule/${rule.name}`];
    void fire(rule, { ...envelope, id: randomUUID(), 'detail-type': 'Scheduled Event', source: 'aws.events', time: isoSecond(clock.now()), resources, detail: {} });
  });
  const accept = (given: unknown): { answer: PutEventsAnswer['Entries'][number]; delivery: Promise<unknown> } => {
    const parsed = entry.safeParse(given);
    if (!parsed.success) return { answer: { ErrorCode: 'MalformedDetail', ErrorMessage: z.prettifyError(parsed.error) }, delivery: Promise.resolve() };
    const { Source, DetailType, Detail, Resources = [], Time } = parsed.data;
    const id = randomUUID();
    const event = { ...envelope, id, 'detail-type': DetailType, source: Source, time: isoSecond(Time?.getTime() ?? clock.now()), resources: Resources, detail: Detail };
    const delivery = Promise.all(patterns.filter(({ matches }) => matches(event)).map(({ rule }) => fire(rule, event)));
    return { answer: { EventId: id }, delivery };
  };
  return {
    putEvents: (entries) => {
      const answers = entries.map((given) => accept(given).answer);
      return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
    },
    deliver: async (given) => {
      await accept(given).delivery;
    },
    ...schedules,
  };
}

async function callTarget(
  { invokeTarget, onTargetFailed }: Options,
  { rule, target, event }: { rule: LocalRule; target: LocalRule['targets'][number]; event: unknown },
): Promise<void> {
  try {
    await invokeTarget(target.arn, inputFor(target, event));
  } catch (error) {
    onTargetFailed?.(rule.name, error);
  }
}

function startSchedules(rules: readonly LocalRule[], clock: Pick<LocalClock, 'now'>, fire: (rule: LocalRule) => void): { poke(): void; stop(): void } {
  const since = clock.now();
  const waiting = rules.flatMap((rule) => {
    if (rule.scheduleExpression === undefined) return [];
    const schedule = parseSchedule(rule.scheduleExpression);
    return [{ rule, schedule, dueAt: schedule.nextAfter(since, since) ?? Infinity }];
  });
  let timer: NodeJS.Timeout | undefined;
  const poke = (): void => {
    clearTimeout(timer);
    const now = clock.now();
    for (const each of waiting) {
      if (each.dueAt > now) continue;
      each.dueAt = each.schedule.nextAfter(now, since) ?? Infinity;
      fire(each.rule);
    }
    const dueAt = Math.min(...waiting.map((each) => each.dueAt));
    if (dueAt !== Infinity) timer = setTimeout(poke, Math.min(dueAt - now, LONGEST_TIMER_MILLISECONDS)).unref();
  };
  poke();
  const stop = (): void => {
    waiting.length = 0;
    clearTimeout(timer);
  };
  return { poke, stop };
}

function isoSecond(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
