import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type BulkHandIn, started } from '#domain/bulk/bulk-hand-in';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { knownRoles } from '#domain/procedures/known-roles';
import { loadProcedure } from '#domain/procedures/load-procedure';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoBulkStore } from '#functions/adapters/dynamodb/dynamo-bulk-store';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoCodeCounter } from '#functions/adapters/dynamodb/dynamo-code-counter';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { createS3BulkFiles } from '#functions/adapters/s3/s3-bulk-files';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { closeBulk } from '#functions/steps/close-bulk/close-bulk';
import { cutBulk } from '#functions/steps/cut-bulk/cut-bulk';
import { handInChunk } from '#functions/steps/hand-in-chunk/hand-in-chunk';
import { startDynamodb } from '#local/dynamodb/start-dynamodb';
import { startS3 } from '#local/s3/start-s3';
import { sampleProvince } from '#local/seed/province';
import { shippedProcedures } from '#local/seed/seed-province';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';

export interface BulkFigure {
  readonly what: 'cut' | 'hand in' | 'put together';
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Beyond what the process held before: of all eight chunks at once for `hand in`, of one function for the others. */
  readonly grownMegabytes: number;
  readonly accepted: number;
  readonly refused: number;
}

/** As in statemachines/bulk-hand-in.asl.json. */
const CHUNKS_AT_ONCE = 8;
/** Every so many rows one is wrong. */
const WRONG_ROW = 50;
const NOW = Temporal.Instant.from('2026-05-07T02:00:00Z');
const region = 'ap-southeast-1';
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const BUCKETS = { transfers: 'transfers', quarantine: 'quarantine' };

/** Cuts, hands in and puts together one CSV file over the embedded stores, with the functions the machine calls, as many at once. */
export async function measureBulk(rows: number): Promise<BulkFigure[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-bulk-'));
  const clock = { now: () => Date.now(), onMoved: () => undefined };
  const store = await startDynamodb({ dataFolder, clock, onError: () => undefined });
  const s3 = await startS3({ dataFolder: join(dataFolder, 's3'), clock, credentials: new Map([[credentials.accessKeyId, credentials.secretAccessKey]]), region, onObjectCreated: () => undefined });
  const client = new DynamoDBClient({ endpoint: store.endpoint, region, credentials });
  const objects = new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true });
  try {
    for (const name of Object.values(BUCKETS)) s3.createBucket({ name, versioned: true });
    const tables = readBenchAssembly().tables.map(({ StreamSpecification: _stream, TimeToLiveSpecification: _timeToLive, ...plain }) => plain);
    await store.createTables(tables);
    const nameOf = (word: string): string => tables.find(({ name }) => name.includes(word))?.name ?? '';
    return await handIn(toolsOn({ client, objects }, { dossiers: nameOf('DossierTable'), register: nameOf('RegisterTable') }), objects, rows);
  } finally {
    client.destroy();
    objects.destroy();
    await s3.stop();
    await store.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function toolsOn({ client, objects }: { readonly client: DynamoDBClient; readonly objects: S3Client }, names: { readonly dossiers: string; readonly register: string }) {
  const now = () => NOW;
  const register = { client, tableName: names.register };
  const agencies = createDynamoAgencyStore(register);
  const procedures = createDynamoProcedureStore({ ...register, now });
  const files = createS3BulkFiles({ client: objects, bucketName: BUCKETS.transfers, quarantineBucketName: BUCKETS.quarantine, now });
  const handInTools = {
    store: createDynamoDossierStore({ client, tableName: names.dossiers }),
    procedures,
    agencies,
    calendars: createDynamoCalendarStore({ ...register, now }),
    // The policies are text that only a bundle takes in; a judgement is a tenth of a millisecond.
    authoriser: { authorise: () => true },
    codes: createDynamoCodeCounter(register),
    papers: createS3PaperStore({ client: objects, bucketName: BUCKETS.quarantine, now }),
    files,
  };
  return { bulks: createDynamoBulkStore(register), bulkFiles: files, handIn: handInTools, agencies, procedures };
}

/** The karaoke chain, without its papers: what is measured is rows, not copies. */
function benchProcedure(): ProcedureDefinition {
  const chain = shippedProcedures().find((each) => JSON.stringify(each).includes('"code":"1.900297"'));
  return loadProcedure({ ...Object(chain), papers: [] }, knownRoles);
}

function fileOf(rows: number, procedureCode: string): Buffer {
  const lines = Array.from({ length: rows }, (_none, index) =>
    [procedureCode, 'online', 'H99.101', 'H99', 'H99.101.01', `Khách hàng ${String(index)}`, `0011${String(index).padStart(8, '0')}`, index % WRONG_ROW === 0 ? 'gọi sau' : '0912345678', '"Số 12, đường Lê Lợi, phường An Hòa"'].join(','));
  return Buffer.from(`procedureCode,channel,commune,province,receivingAgency,fullName,identityNumber,phone,address\r\n${lines.join('\r\n')}\r\n`);
}

async function handIn(tools: ReturnType<typeof toolsOn>, objects: S3Client, rows: number): Promise<BulkFigure[]> {
  const { bulks, bulkFiles } = tools;
  const procedure = benchProcedure();
  await tools.procedures.publish(procedure);
  for (const agency of sampleProvince().agencies) await tools.agencies.register(agency);
  const bytes = fileOf(rows, procedure.code);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const at = toIso(NOW);
  const bulk: BulkHandIn = {
    id: `bh-${sha256.slice(0, 32)}`, version: 1, principal: { kind: 'partner', id: 'bench', roles: [] }, requestHash: 'bench', state: 'awaiting-file', format: 'csv',
    sizeBytes: bytes.byteLength, sha256, defaults: {}, createdAt: at, expiresAt: toIso(NOW.add({ hours: 24 })), machineEpoch: 0,
  };
  const { VersionId = 'null' } = await objects.send(new PutObjectCommand({ Bucket: BUCKETS.transfers, Key: `bulk/${bulk.id}/rows`, Body: bytes }));
  await bulks.create(bulk);
  await bulks.commit(started(bulk, { objectVersion: VersionId, now: at }));
  const place = { bulkId: bulk.id };
  const invocation = { now: NOW };
  let shards: number[] = [];
  const cut = await timed(async () => void ({ shards } = await cutBulk({ store: bulks, files: bulkFiles }, place, invocation)));
  const left = shards.values();
  const walk = async (): Promise<void> => {
    for (const chunk of left) await handInChunk(tools, { ...place, chunk }, invocation);
  };
  const handed = await timed(() => Promise.all(Array.from({ length: CHUNKS_AT_ONCE }, walk)));
  const closed = await timed(() => closeBulk({ store: bulks, files: bulkFiles }, place, invocation));
  const done = (await bulks.chunks(bulk.id)).map((chunk) => chunk.done ?? { accepted: 0, refused: 0 });
  const counts = { rows, accepted: done.reduce((sum, each) => sum + each.accepted, 0), refused: done.reduce((sum, each) => sum + each.refused, 0) };
  return [{ what: 'cut', ...counts, ...cut }, { what: 'hand in', ...counts, ...handed }, { what: 'put together', ...counts, ...closed }];
}

async function timed(work: () => Promise<unknown>): Promise<Pick<BulkFigure, 'seconds' | 'cpuSeconds' | 'grownMegabytes'>> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  clearInterval(watch);
  const used = process.cpuUsage(cpu);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (used.user + used.system) / 1e6, grownMegabytes: (Math.max(peak, process.memoryUsage.rss()) - before) / 1024 / 1024 };
}
