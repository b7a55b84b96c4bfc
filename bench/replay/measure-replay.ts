import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { changeCalendar } from '#domain/deadlines/calendar-change';
import { approve, type CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister, ReplayMode } from '#domain/deadlines/calendar-register';
import { dueChange, openShards } from '#domain/deadlines/calendar-replay';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { planCommit } from '#functions/adapters/dynamodb/commit-transaction';
import { createDynamoCalendarRegister } from '#functions/adapters/dynamodb/dynamo-calendar-register';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { recountPage, type RecountPageTools } from '#functions/steps/recount-page/recount-page';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { benchProcedure } from './bench-procedure.ts';
import { numbered, openDossier } from './open-dossiers.ts';

export interface ReplayFigure {
  readonly what: 'preview' | 'apply' | 'apply again';
  readonly dossiers: number;
  readonly seconds: number;
  /** Of this process, which does what the functions do; the store is another. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly dossiersMoving: number;
  readonly datesMoving: number;
  readonly pages: number;
}

/** As in statemachines/calendar-replay.asl.json. */
const SHARDS_AT_ONCE = 8;
const EDITION = 1;
const BATCH = 25;
const BATCHES_AT_ONCE = 8;
const FIRST_HAND_IN = Temporal.Instant.from('2026-04-13T01:00:00Z');
/** Different instants of hand-in, 97 minutes apart: four weeks, up to the day the swap is decided. */
const INSTANTS = 350;
const DECIDED = Temporal.Instant.from('2026-05-07T02:00:00Z');
const SOURCE = 'made up by the bench, 2026';
const SWAP = [
  { date: '2026-05-15', kind: 'swapped-off' as const, status: 'decided' as const, source: SOURCE },
  { date: '2026-05-23', kind: 'make-up' as const, status: 'decided' as const, source: SOURCE },
];

/**
 * Seeds open dossiers into the embedded store, proposes a swap of rest days eight days ahead, and asks for the pages the
 * replay machine asks for, as many at once: to look, to apply, and to apply once more as a run would that lost every note.
 */
export async function measureReplay(dossiers: number): Promise<ReplayFigure[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-replay-'));
  const store = await startDynamodb({ dataFolder, clock: { now: () => Date.now(), onMoved: () => undefined }, onError: () => undefined });
  const client = new DynamoDBClient({ endpoint: store.endpoint, region: 'ap-southeast-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
  try {
    const tables = readBenchAssembly().tables.map(({ StreamSpecification: _stream, TimeToLiveSpecification: _timeToLive, ...plain }) => plain);
    await store.createTables(tables);
    const nameOf = (word: string): string => tables.find(({ name }) => name.includes(word))?.name ?? '';
    const tools = toolsOn(client, { dossiers: nameOf('DossierTable'), register: nameOf('RegisterTable') });
    const procedure = benchProcedure();
    await tools.procedures.publish(procedure);
    await seed(DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), nameOf('DossierTable'), { procedure, dossiers });
    return await replay(tools, dossiers);
  } finally {
    client.destroy();
    await store.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function toolsOn(client: DynamoDBClient, names: { readonly dossiers: string; readonly register: string }): RecountPageTools {
  const now = () => DECIDED;
  return {
    store: createDynamoDossierStore({ client, tableName: names.dossiers }),
    procedures: createDynamoProcedureStore({ client, tableName: names.register, now }),
    register: createDynamoCalendarRegister({ client, tableName: names.register, now }),
    now,
    known: new Map(),
  };
}

async function seed(client: DynamoDBDocumentClient, tableName: string, { procedure, dossiers }: { readonly procedure: ProcedureDefinition; readonly dossiers: number }): Promise<void> {
  const templates = Array.from({ length: Math.min(INSTANTS, dossiers) }, (_none, index) => openDossier(procedure, FIRST_HAND_IN.add({ minutes: 97 * index })));
  const numbers = Array.from({ length: dossiers }, (_none, number) => number).values();
  const write = async (): Promise<void> => {
    let waiting: Record<string, unknown>[] = [];
    const send = async (items: Record<string, unknown>[]): Promise<void> => {
      if (items.length > 0) await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: items.map((Item) => ({ PutRequest: { Item } })) } }));
    };
    for (const number of numbers) {
      const template = templates[number % templates.length];
      if (template === undefined) continue;
      waiting.push(...planCommit(numbered(template, number), tableName).flatMap(({ item }) => (item.Put?.Item === undefined ? [] : [item.Put.Item])));
      for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH)) await send(waiting.slice(0, BATCH));
    }
    await send(waiting);
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, write));
}

async function replay(tools: RecountPageTools, dossiers: number): Promise<ReplayFigure[]> {
  const { register } = tools;
  const { facts } = shippedCalendarBook();
  const years = facts.years.filter(({ year }) => year === 2026).map((year) => ({ ...year, revision: year.revision + 1, days: [...year.days, ...SWAP] }));
  const proposal: CalendarProposal = { edition: EDITION, basedOn: 0, version: 1, state: 'previewing', machineEpoch: 1, proposedBy: 'bench', proposedAt: toIso(DECIDED) };
  await register.propose({ proposal, facts: changeCalendar(facts, { years, agencies: [] }, EDITION), scope: 'bench', requestHash: 'bench' });
  const preview = await timed(tools, { what: 'preview', mode: 'preview', dossiers });
  await goOn(register);
  const yes = approve(await proposalOf(register), { by: 'bench', at: toIso(DECIDED), needsSecondPerson: false });
  await register.commit(yes);
  await goOn(register);
  const apply = await timed(tools, { what: 'apply', mode: 'apply', dossiers });
  const forgetful = { ...tools, register: forgetting(register) };
  return [preview, apply, await timed(forgetful, { what: 'apply again', mode: 'apply', dossiers })];
}

/** What the machine's decision does by itself. */
async function goOn(register: CalendarRegister): Promise<void> {
  const proposal = await proposalOf(register);
  const change = dueChange(proposal, await register.progress(EDITION, proposal.state === 'previewing' ? 'preview' : 'apply'), DECIDED);
  if (change !== undefined) await register.commit(change);
}

async function proposalOf(register: CalendarRegister): Promise<CalendarProposal> {
  const proposal = await register.proposal(EDITION);
  if (proposal === undefined) throw new Error('The bench has lost its proposal.');
  return proposal;
}

/** The same register to a run that finds no page done: it keeps its own notes. */
function forgetting(register: CalendarRegister): CalendarRegister {
  const notes = new Map<number, Awaited<ReturnType<CalendarRegister['progress']>>[number]>();
  return {
    ...register,
    progress: () => Promise.resolve([...notes.values()]),
    noteProgress: (_place, progress) => Promise.resolve(void notes.set(progress.shard, progress)),
  };
}

interface Order {
  readonly what: ReplayFigure['what'];
  readonly mode: ReplayMode;
  readonly dossiers: number;
}

async function timed(tools: RecountPageTools, { what, mode, dossiers }: Order): Promise<ReplayFigure> {
  let [pages, peakBytes] = [0, 0];
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  const shards = openShards(await tools.register.progress(EDITION, mode)).values();
  const walk = async (): Promise<void> => {
    for (const shard of shards) {
      for (let word = 'more'; word === 'more'; pages += 1) {
        ({ word } = await recountPage(tools, { edition: EDITION, mode, shard }));
        peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
      }
    }
  };
  await Promise.all(Array.from({ length: SHARDS_AT_ONCE }, walk));
  const used = process.cpuUsage(cpu);
  const counts = (await tools.register.progress(EDITION, mode)).map((each) => each.counts);
  return {
    what,
    dossiers,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: peakBytes / 1024 / 1024,
    dossiersMoving: counts.reduce((sum, each) => sum + each.dossiersMoving, 0),
    datesMoving: counts.reduce((sum, each) => sum + each.datesMoving, 0),
    pages,
  };
}
