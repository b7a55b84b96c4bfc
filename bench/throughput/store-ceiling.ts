import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callDynamodb, DynamodbError } from '#local/dynamodb/call-dynamodb';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import type { TableDefinition } from '#local/dynamodb/table-definition';
import type { MeteredCall } from '../meter/metered-call.ts';

/** The store calls of one dossier, as metered, and the names to change so that they can be made again for another. */
export interface DossierRecording {
  readonly calls: readonly MeteredCall[];
  readonly id: string;
  readonly code: string;
}

export interface StoreCeiling {
  readonly clients: number;
  readonly dossiersPerSecond: number;
  readonly transactionsPerSecond: number;
  /** Calls that were refused although the recorded ones were not, or the other way round. */
  readonly unlikeTheRecording: number;
}

/**
 * What the embedded store alone allows: makes the very calls of a dossier, with other names, against an empty store on
 * disk with the same tables and streams, and with no functions, machines or stream readers beside it.
 */
export async function measureStoreCeiling(recording: DossierRecording, tables: readonly TableDefinition[], order: { clients: readonly number[]; seconds: number }): Promise<StoreCeiling[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-ceiling-'));
  const clock = { now: () => Date.now(), onMoved: () => undefined };
  const store = await startDynamodb({ dataFolder, clock, onError: () => undefined });
  try {
    await store.createTables(tables);
    const ceilings: StoreCeiling[] = [];
    for (const clients of order.clients) ceilings.push(await replayFor(recording, { endpoint: store.endpoint, clients, seconds: order.seconds }));
    return ceilings;
  } finally {
    await store.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

interface Replay {
  readonly endpoint: string;
  readonly clients: number;
  readonly seconds: number;
}

async function replayFor(recording: DossierRecording, { endpoint, clients, seconds }: Replay): Promise<StoreCeiling> {
  let dossiers = 0;
  let unlikeTheRecording = 0;
  const startedAt = performance.now();
  const oneClient = async (client: number): Promise<void> => {
    for (let round = 0; performance.now() - startedAt < seconds * 1000; round += 1) {
      for (const call of renamed(recording, `${String(clients)}x${String(client)}x${String(round)}`)) {
        const status = await statusOf(endpoint, call);
        if (status !== call.status) unlikeTheRecording += 1;
      }
      dossiers += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_each, client) => oneClient(client)));
  const elapsed = (performance.now() - startedAt) / 1000;
  const transactions = recording.calls.filter(({ operation }) => operation === 'TransactWriteItems').length;
  return { clients, dossiersPerSecond: dossiers / elapsed, transactionsPerSecond: (dossiers * transactions) / elapsed, unlikeTheRecording };
}

/** The store calls for a dossier of another name: id, code, the keys of kept answers and the tokens of transactions are changed. */
export function renamed({ calls, id, code }: DossierRecording, name: string): MeteredCall[] {
  return calls.flatMap((call) => {
    if (call.body === undefined) return [];
    const body = call.body.replaceAll(id, `${id}-${name}`).replaceAll(code, `${code}-${name}`).replaceAll('IDEM#', `IDEM#${name}-`);
    // The store answers a token it knows without doing anything.
    return [{ ...call, body: body.replace(/(?<="ClientRequestToken":")[^"]+/, () => randomUUID()) }];
  });
}

async function statusOf(endpoint: string, { operation, body = '{}' }: MeteredCall): Promise<number> {
  const input: unknown = JSON.parse(body);
  if (typeof input !== 'object' || input === null) throw new Error('a recorded call is no object');
  try {
    await callDynamodb(endpoint, `DynamoDB.${operation}`, input);
    return 200;
  } catch (error) {
    if (error instanceof DynamodbError) return 400;
    throw error;
  }
}
