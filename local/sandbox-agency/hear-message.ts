import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { doStep, type Workshop } from '#local/sandbox-agency/do-steps';
import { readMessage, type Message } from '#local/sandbox-agency/read-message';
import { remember, type Heard, type SandboxAgency } from '#local/sandbox-agency/sandbox-agency';
import { BEHAVIOURS } from '#local/sandbox-agency/sandbox-mode';

/** What a message of these types tells of is a step to do; once its document is issued by hand, what is left to do is the answer. */
const STEP_TO_DO = /^vn\.motcua\.dossier\.(?:step-(?:opened|reopened|asked-again|reassigned)|document-issued)\.v1$/;

interface Hearing extends Workshop {
  readonly onHeard: (agency: SandboxAgency, heard: Heard) => void;
}

/** Takes one webhook in as the agency behaves now: verifies it, answers its sender and starts on the step it tells of. */
export async function hearMessage(agency: SandboxAgency, exchange: { readonly request: IncomingMessage; readonly response: ServerResponse }, hearing: Hearing): Promise<void> {
  const { request, response } = exchange;
  const body = await text(request);
  const { delayMilliseconds } = agency.conduct;
  const webhookId = String(request.headers['webhook-id'] ?? '');
  const told = readMessage({ body, headers: request.headers }, agency.secrets, hearing.now());
  const reply = told === undefined ? 'refuse' : BEHAVIOURS[agency.conduct.mode].reply;
  const heard = { at: new Date().toISOString(), webhookId, ...wordsOf(told), status: STATUS[reply] };
  remember(agency.heard, heard);
  hearing.onHeard(agency, heard);
  if (told !== undefined) startWork(agency, { told, webhookId }, hearing);
  if (reply === 'take-late') await pause(delayMilliseconds, undefined, { signal: hearing.stopping });
  if (reply === 'hang-up') hangUp(response);
  else response.writeHead(STATUS[reply]).end();
}

const STATUS = { take: 204, 'take-late': 204, fail: 500, refuse: 401, 'hang-up': 0 } as const;

function wordsOf(told: Message | undefined): Pick<Heard, 'isGenuine' | 'type' | 'time' | 'dossierId' | 'seq'> {
  if (told === undefined) return { isGenuine: false, type: '', time: '', dossierId: '', seq: 0 };
  const { dossierId, seq } = told.data;
  return { isGenuine: true, type: told.type, time: told.time, dossierId, seq };
}

function startWork(agency: SandboxAgency, { told, webhookId }: { readonly told: Message; readonly webhookId: string }, workshop: Workshop): void {
  const { stepId, dossierId } = told.data;
  const { work } = BEHAVIOURS[agency.conduct.mode];
  if (stepId === undefined || work === 'none' || !STEP_TO_DO.test(told.type) || agency.seen.has(webhookId)) return;
  agency.seen.add(webhookId);
  doStep(agency, { dossierId, stepId }, workshop);
}

/** Begins its answer and is gone before the status is out: the sender cannot know whether it was taken. */
function hangUp({ socket }: ServerResponse): void {
  socket?.write('HTTP/1.1 2', () => socket.destroy());
}
