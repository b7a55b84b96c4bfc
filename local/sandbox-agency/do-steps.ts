import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { answerStepAs, readyToAnswer, type StepOfAgency } from '#local/sandbox-agency/answer-step';
import { answerThrice, answerWithForgedSignature } from '#local/sandbox-agency/misbehave';
import { remember, type SandboxAgency, type StepToDo } from '#local/sandbox-agency/sandbox-agency';
import { BEHAVIOURS, type Work } from '#local/sandbox-agency/sandbox-mode';

/** What the agencies of a sandbox share. */
export interface Workshop {
  readonly apiUrl: string;
  /** The key that forged signatures claim to be made with. */
  readonly keyId: string;
  /** The environment's time, in milliseconds. */
  readonly now: () => number;
  /** Aborted when the sandbox stops. */
  readonly stopping: AbortSignal;
  readonly onNotice: (line: string) => void;
}

/** An answer that could not be given is tried again so often, a little later each time: its message was taken and will not come again. */
const MAX_TRIES = 5;

/** Works on a step as the agency behaves now. Never throws; what went wrong is said. */
export function doStep(agency: SandboxAgency, item: StepToDo, workshop: Workshop): void {
  const { api, conduct, atWork } = agency;
  const { work } = BEHAVIOURS[conduct.mode];
  const key = `${item.dossierId}/${item.stepId}`;
  if (api === undefined || work === 'none' || atWork.has(key)) return;
  atWork.add(key);
  if (work === 'latest-first') return holdBack(agency, item, workshop);
  finish(agency, item, { work, workshop });
}

/** What lies in the inbox is done too: it was told of while the agency behaved badly or was away. */
export async function catchUp(agency: SandboxAgency, workshop: Workshop): Promise<void> {
  if (agency.api === undefined) return;
  const read = await agency.api.call({ method: 'GET', path: '/v1/inbox?limit=50' });
  const rows = inbox.safeParse(read.body).data?.rows ?? [];
  for (const { kind, dossierId, itemId } of rows) if (kind === 'step') doStep(agency, { dossierId, stepId: itemId }, workshop);
}

const inbox = z.object({ rows: z.array(z.object({ kind: z.string(), dossierId: z.string(), itemId: z.string() })) });

function holdBack(agency: SandboxAgency, item: StepToDo, workshop: Workshop): void {
  agency.heldBack.push(item);
  if (agency.heldBack.length > 1) return;
  const flush = async () => {
    await pause(agency.conduct.workMilliseconds, undefined, { signal: workshop.stopping });
    // The last that came goes first; each is through before the next.
    for (const held of agency.heldBack.splice(0).toReversed()) await attempt(agency, held, { work: 'once', workshop });
  };
  flush().catch(() => undefined);
}

interface Task {
  readonly work: Exclude<Work, 'none' | 'latest-first'>;
  readonly workshop: Workshop;
}

function finish(agency: SandboxAgency, item: StepToDo, task: Task): void {
  const { workMilliseconds } = agency.conduct;
  pause(workMilliseconds, undefined, { signal: task.workshop.stopping })
    .then(() => attempt(agency, item, task))
    .catch(() => undefined);
}

async function attempt(agency: SandboxAgency, item: StepToDo, task: Task): Promise<void> {
  const { stopping, onNotice } = task.workshop;
  const key = `${item.dossierId}/${item.stepId}`;
  for (let tries = 1; tries <= MAX_TRIES && !stopping.aborted; tries += 1) {
    try {
      await answer(agency, item, task);
      break;
    } catch (error) {
      onNotice(`${agency.path} could not answer ${key} (try ${String(tries)} of ${String(MAX_TRIES)}): ${String(error)}`);
      await pause(1000 * tries, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  agency.atWork.delete(key);
}

async function answer(agency: SandboxAgency, item: StepToDo, { work, workshop }: Task): Promise<void> {
  if (agency.api === undefined) return;
  const statuses = await answered(agency.api, { ...item, signers: agency.signers }, { work, workshop });
  for (const status of statuses) {
    remember(agency.said, { at: new Date().toISOString(), ...item, what: work, status });
    workshop.onNotice(`${agency.path} answered ${item.stepId} of ${item.dossierId}${work === 'forged' ? ' with a forged signature' : ''}: ${String(status)}`);
  }
}

async function answered(api: ApiClient, item: StepOfAgency, { work, workshop }: Task): Promise<readonly number[]> {
  if (work === 'twice') return (await readyToAnswer(api, item)) === undefined ? [] : answerThrice(api, item);
  if (work === 'forged') return [await answerWithForgedSignature(workshop, item)];
  const status = await answerStepAs(api, item);
  return status === undefined ? [] : [status];
}
