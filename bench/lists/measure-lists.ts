import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { callDynamodb } from '#local/dynamodb/call-dynamodb';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';
import { percentile } from '../report/percentile.ts';

export interface ListFigure {
  readonly question: string;
  readonly dossiers: number;
  /** Among how many procedures the dossiers are spread. */
  readonly procedures: number;
  readonly readUnits: number;
  readonly rows: number;
  readonly medianMilliseconds: number;
}

const answer = z.object({ Items: z.array(z.unknown()).default([]), ConsumedCapacity: z.object({ CapacityUnits: z.number() }) });
const BATCH = 25;
const REPEATS = 15;
/** A page of 25 asks for one row more, which tells the last page. */
const PAGE = 26;
const FIRST = Date.UTC(2026, 0, 5);

/**
 * Writes open steps straight into a table without a stream, for one agency per number of procedures, and asks at each
 * size what a list and a look-up cost.
 */
export async function measureLists(counts: readonly number[], spreads: readonly number[]): Promise<ListFigure[]> {
  const table = readBenchAssembly().tables.find(({ name }) => name.includes('DossierTable'));
  if (table === undefined) throw new Error('The assembly has no dossier table.');
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-lists-'));
  const store = await startDynamodb({ dataFolder, clock: { now: () => Date.now(), onMoved: () => undefined }, onError: () => undefined });
  const { StreamSpecification: _stream, TimeToLiveSpecification: _timeToLive, ...plain } = table;
  try {
    await store.createTables([plain]);
    const figures: ListFigure[] = [];
    let written = 0;
    for (const count of counts) {
      for (; written < count; written += BATCH) {
        for (const procedures of spreads) await writeSteps(store.endpoint, plain.name, { first: written, procedures });
      }
      for (const procedures of spreads) {
        for (const question of questionsAt(count, procedures)) figures.push(await ask(store.endpoint, plain.name, { ...question, dossiers: count, procedures }));
      }
    }
    return figures;
  } finally {
    await store.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function writeSteps(endpoint: string, tableName: string, { first, procedures }: { readonly first: number; readonly procedures: number }): Promise<void> {
  const puts = Array.from({ length: BATCH }, (_each, index) => ({ PutRequest: { Item: stepItem(first + index, procedures) } }));
  await callDynamodb(endpoint, 'DynamoDB.BatchWriteItem', { RequestItems: { [tableName]: puts } });
}

function stepItem(number: number, procedures: number): Record<string, { S: string }> {
  const dossierId = dossierIdOf(number, procedures);
  const whose = houseOf(procedures);
  const dueAt = dueAtOf(number);
  const text = (S: string): { S: string } => ({ S });
  return {
    pk: text(`D#${dossierId}`),
    sk: text('C#STEP#check'),
    inboxPk: text(whose.inbox),
    inboxSk: text(`${dueAt}#${dossierId}#step#check`),
    // A real step has an officer and no owner, a dossier the other way round: half of the lines stand for each.
    ownerPk: text(number % 2 === 0 ? whose.owner : whose.officer),
    ownerSk: text(`${dueAt}#${dossierId}`),
    kind: text('step'),
    dossierId: text(dossierId),
    code: text(`H99.101.01-260105-${String(number).padStart(6, '0')}`),
    procedureCode: text(`1.${String(number % procedures).padStart(6, '0')}`),
    atRiskAt: text(dueAt),
    state: text('open'),
    createdAt: text(dueAt),
  };
}

interface Question {
  readonly question: string;
  readonly input: object;
}

function questionsAt(count: number, procedures: number): Question[] {
  const whose = houseOf(procedures);
  const middle = dueAtOf(Math.floor(count / 2));
  const page = (index: string, partition: string, from?: string): object => ({
    IndexName: index,
    KeyConditionExpression: from === undefined ? '#pk = :pk' : '#pk = :pk AND #sk > :from',
    ExpressionAttributeNames: { '#pk': `${index}Pk`, ...(from !== undefined && { '#sk': `${index}Sk` }) },
    ExpressionAttributeValues: { ':pk': { S: partition }, ...(from !== undefined && { ':from': { S: from } }) },
    Limit: PAGE,
  });
  return [
    { question: 'inbox, first page', input: page('inbox', whose.inbox) },
    { question: 'inbox, a page from the middle', input: page('inbox', whose.inbox, middle) },
    { question: 'my dossiers, first page', input: page('owner', whose.owner) },
    { question: 'an officer\'s own work, first page', input: page('owner', whose.officer) },
    {
      question: 'one dossier',
      input: {
        KeyConditionExpression: 'pk = :pk AND sk < :end',
        ExpressionAttributeValues: { ':pk': { S: `D#${dossierIdOf(Math.floor(count / 2), procedures)}` }, ':end': { S: 'D' } },
        ConsistentRead: true,
      },
    },
  ];
}

async function ask(endpoint: string, TableName: string, { input, ...about }: Question & { dossiers: number; procedures: number }): Promise<ListFigure> {
  const milliseconds: number[] = [];
  let last = answer.parse({ ConsumedCapacity: { CapacityUnits: 0 } });
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const startedAt = performance.now();
    last = answer.parse(await callDynamodb(endpoint, 'DynamoDB.Query', { TableName, ReturnConsumedCapacity: 'TOTAL', ...input }));
    milliseconds.push(performance.now() - startedAt);
  }
  return { ...about, readUnits: last.ConsumedCapacity.CapacityUnits, rows: last.Items.length, medianMilliseconds: percentile(milliseconds, 0.5) };
}

function dossierIdOf(number: number, procedures: number): string {
  return `ds-${String(procedures).padStart(4, '0')}${String(number).padStart(28, '0')}`;
}

/** An agency, one of its officers and one applicant, each with dossiers of so many procedures. */
function houseOf(procedures: number): { readonly inbox: string; readonly owner: string; readonly officer: string } {
  const word = String(procedures);
  return { inbox: `INBOX#H99.${word}`, owner: `OWNER#citizen-${word}`, officer: `OFFICER#officer-${word}` };
}

function dueAtOf(number: number): string {
  return new Date(FIRST + number * 1000).toISOString();
}
