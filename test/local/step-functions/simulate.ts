import type { Machine } from '#local/step-functions/definition/machine';
import { parseMachine } from '#local/step-functions/definition/parse-machine';
import { advance } from '#local/step-functions/engine/advance';
import type { Answer, Effect, Execution } from '#local/step-functions/engine/execution';
import type { HistoryEvent } from '#local/step-functions/engine/history-event';
import type { Json } from '#local/json/json';
import { newExecution } from '#local/step-functions/engine/new-execution';

export const START = Date.parse('2026-01-05T01:00:00Z');
export const LAMBDA = 'arn:aws:states:::lambda:invoke';
export const TOKEN_TASK = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';

/** What comes of a call: answers, each so many seconds after it. No entry: it never answers. */
export type Respond = (effect: Effect, call: number) => readonly { afterSeconds?: number; answer: Answer }[];

export interface Simulated {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  readonly types: readonly string[];
  readonly effects: readonly Effect[];
  /** Whole seconds the execution took by the simulated clock. */
  readonly seconds: number;
}

export function machineOf(states: Record<string, unknown>, more: Record<string, unknown> = {}): Machine {
  return parseMachine(JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more }));
}

export function executionOf(machine: Machine, input: Json = {}, seed = 'seed'): Execution {
  return newExecution(machine, {
    arn: 'arn:aws:states:ap-southeast-1:111111111111:execution:dossier:one', name: 'one',
    machineArn: 'arn:aws:states:ap-southeast-1:111111111111:stateMachine:dossier', machineName: 'dossier',
    roleArn: 'arn:aws:iam::111111111111:role/dossier', input, seed,
  }, START);
}

export function succeeded(output: Json) {
  return (effect: Effect): { answer: Answer }[] => [{ answer: { kind: 'succeeded', taskId: effect.taskId, output } }];
}

export function failed(error: string | null, cause: string | null = null) {
  return (effect: Effect): { answer: Answer }[] => [{ answer: { kind: 'failed', taskId: effect.taskId, failure: { error, cause } } }];
}

/** Runs a machine on a clock that jumps to whatever happens next, until it is closed or nothing can happen any more. */
export async function simulate(machine: Machine, { input = {}, respond = () => [] }: { input?: Json; respond?: Respond } = {}): Promise<Simulated> {
  let execution = executionOf(machine, input);
  const history: HistoryEvent[] = [];
  const effects: Effect[] = [];
  let coming: { at: number; answer: Answer }[] = [];
  let answers: Answer[] = [];
  for (let now = START; ;) {
    const step = await advance(machine, execution, { now, answers });
    execution = step.execution;
    history.push(...step.events);
    for (const effect of step.effects) {
      effects.push(effect);
      for (const { afterSeconds = 0, answer } of respond(effect, effects.length)) coming.push({ at: now + afterSeconds * 1000, answer });
    }
    const next = Math.min(step.nextWakeAt ?? Number.POSITIVE_INFINITY, ...coming.map(({ at }) => at));
    if (execution.status !== 'RUNNING' || next === Number.POSITIVE_INFINITY) {
      return { execution, history, effects, types: history.map(({ type }) => type), seconds: (now - START) / 1000 };
    }
    now = Math.max(now, next);
    const at = now;
    answers = coming.filter((one) => one.at <= at).map(({ answer }) => answer);
    coming = coming.filter((one) => one.at > at);
  }
}
