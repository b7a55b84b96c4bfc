import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleProvince } from '#local/seed/province';
import { seedProvince } from '#local/seed/seed-province';
import { startApplicants, type Applicants } from './applicants.ts';
import { comeToRest, type Rest } from './come-to-rest.ts';
import { deliveryFaults, findFaults, untoldEvents } from './find-faults.ts';
import { followDossiers } from './follow-dossiers.ts';
import { killByPlan, type KillLoop } from './kill-loop.ts';
import { planKills } from './kill-plan.ts';
import { killableCell, type KillableCell } from './killable-cell.ts';
import { startOffices } from './offices.ts';
import { createPeople, type People } from './people.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export interface KillRun {
  readonly assemblyFolder: string;
  readonly kills: number;
  readonly seed: number;
}

export interface KillReport {
  /** What is wrong, a sentence each; empty when every promise was kept. */
  readonly faults: readonly string[];
  /** Hand-ins with a receipt in somebody's hands. */
  readonly acknowledged: number;
  /** The run in a few lines, with its numbers. */
  readonly summary: string;
}

const APPLICANTS = 10;
const UNFINISHED_AT_MOST = 40;
/** Nobody kills the cell any more: hand-ins begun come to their receipt within this time, or never do. */
const FINISH_PATIENCE_MILLISECONDS = 3 * 60 * 1000;
const DESK = { code: 'H99.101.01', officer: 'desk-an-hoa' };

/**
 * Hands in dossiers while a cell is killed again and again on one data folder, lets everything come to rest, and looks for
 * broken promises through the API and in the tables. The kills follow from the seed; what they hit does not quite.
 */
export async function runKills({ assemblyFolder, kills, seed }: KillRun): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-kills-'));
  // Another run may make the shared assembly anew, and a killed cell must find again what it was started from.
  const ownAssembly = join(folder, 'assembly');
  await cp(assemblyFolder, ownAssembly, { recursive: true });
  const cell = await killableCell({ assemblyFolder: ownAssembly, dataFolder: join(folder, 'data') });
  const receiver = await startWebhookReceiver();
  try {
    return await killAndJudge({ cell, receiver, kills, seed });
  } finally {
    await cell.kill();
    await receiver.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Run {
  readonly cell: KillableCell;
  readonly receiver: WebhookReceiver;
  readonly kills: number;
  readonly seed: number;
}

async function killAndJudge(run: Run): Promise<KillReport> {
  const { cell, receiver, kills, seed } = run;
  const people = createPeople({ apiUrl: cell.urls.api, issuer: cell.urls.issuer });
  await cell.start().ready;
  const listening = await seedAll(people, receiver);
  const givingUp = new AbortController();
  const refusals: string[] = [];
  const persistence = { givenUp: givingUp.signal, onRefusal: (message: string) => void refusals.push(`refused: ${message}`) };
  const offices = startOffices([{ code: DESK.code, api: people.as(DESK.officer) }, ...listening.map((code) => ({ code, api: people.as(`system-${code.toLowerCase()}`) }))]);
  receiver.onDelivery((agency) => offices.told(agency));
  const applicants = startApplicants({ people, persistence, seed, applicants: APPLICANTS, mayBegin: () => following.unfinished() < UNFINISHED_AT_MOST });
  const following = followDossiers(people.as(DESK.officer), applicants.begun);
  try {
    await Promise.race([applicants.firstReceipt, pause(FINISH_PATIENCE_MILLISECONDS, undefined, { ref: false })]);
    const loop = await killByPlan(cell, people, planKills(seed, kills));
    await applicants.finish(FINISH_PATIENCE_MILLISECONDS);
    const rest = await comeToRest(cell, applicants.acknowledged);
    await Promise.all([offices.stop(), following.stop()]);
    await cell.stop();
    const faults = [
      ...findFaults(rest.record, applicants.acknowledged),
      ...deliveryFaults(rest.record, receiver.deliveries),
      ...unanswered(applicants),
      ...new Set(refusals),
      ...loop.faults,
      ...(await cell.leftBehind()),
    ];
    return { faults, acknowledged: applicants.acknowledged.length, summary: summaryOf(run, { loop, rest, listening, notices: offices.notices }) };
  } finally {
    givingUp.abort();
    await cell.kill();
    await Promise.all([offices.stop(), following.stop(), applicants.finish(FINISH_PATIENCE_MILLISECONDS)]);
  }
}

/** Hand-ins that were begun and never came to a receipt, though everybody called again and again. */
function unanswered({ begun, acknowledged }: Applicants): string[] {
  return begun.filter((each) => !acknowledged.includes(each)).map(({ key, ids }) => `${key} (${[...ids].join(', ')}) never came to its receipt`);
}

/** Everything published and registered, with the receiver's address for every agency that takes webhooks; returns the codes of those. */
async function seedAll(people: People, receiver: WebhookReceiver): Promise<string[]> {
  const { agencies } = sampleProvince();
  const sandbox = { endpointUrl: (agency: string) => receiver.endpointUrl(agency), knowSecret: () => undefined };
  await seedProvince({ administrator: people.as('administrator'), agencies, sandbox });
  return agencies.filter(({ receives }) => receives.includes('webhook')).map(({ code }) => code);
}

interface Outcome {
  readonly loop: KillLoop;
  readonly rest: Rest;
  readonly listening: readonly string[];
  readonly notices: readonly string[];
}

function summaryOf({ receiver, kills, seed }: Run, { loop, rest, listening, notices }: Outcome): string {
  const restarts = loop.restartMilliseconds.toSorted((left, right) => left - right);
  const { deliveries } = receiver;
  const untold = untoldEvents(rest.record, { deliveries, listening: new Set(listening) });
  return [
    `seed ${String(seed)}: ${String(kills)} kills, ${String(loop.killedWhileStarting)} of them while starting; ready again after p50 ${rounded(restarts[Math.floor(restarts.length / 2)])}, max ${rounded(restarts.at(-1))} ms`,
    `${String(rest.record.dossiers.length)} dossiers, ${String(rest.record.executions.length)} executions, ${String(deliveries.length)} webhooks arrived and ${String(untold.length)} did not`,
    `at rest ${rounded(rest.milliseconds)} ms after the last kill; the clock was moved ${String(rest.clockMoves)} times for the reconciler; offices were cut off or refused ${String(notices.length)} times`,
  ].join('\n');
}

function rounded(milliseconds: number | undefined): string {
  return String(Math.round(milliseconds ?? 0));
}
