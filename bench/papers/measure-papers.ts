import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createDraft, papersChecked, uploadPapers } from '#local/api-client/hand-in';
import { madeUpScan } from '#local/api-client/made-up-scan';
import { openBenchCell, type BenchCell } from '../cell/open-bench-cell.ts';
import { readBenchAssembly } from '../cell/read-bench-assembly.ts';

export interface PaperFigure {
  readonly sizeBytes: number;
  readonly pages: number;
  /** Looking into it, in the function that does, download and hash included; one for each process. */
  readonly inspectMilliseconds: readonly number[];
  /** What that process held before the paper, and at most with it. */
  readonly beforeMegabytes: number;
  readonly peakMegabytes: number;
  /** From the grant to the verdict, through the public API and every function between. */
  readonly wholeWayMilliseconds: number;
}

const SLOT_BYTES = 64 * 1024 ** 2;
const inspected = z.object({ milliseconds: z.number(), pages: z.number(), beforeKilobytes: z.number(), peakKilobytes: z.number() });

/** Sends scans of these sizes through a cell, and looks into each so many times in processes of their own. */
export async function measurePapers(sizes: readonly number[], times: number): Promise<readonly PaperFigure[]> {
  const bench = await openBenchCell();
  const folder = await mkdtemp(join(tmpdir(), 'mot-cua-papers-'));
  try {
    const procedureCode = await publishRoomySlot(bench);
    // The first paper warms the functions it goes through.
    await sendThrough(bench, { procedureCode, key: 'papers-warm', scan: await madeUpScan(100_000) });
    const figures: PaperFigure[] = [];
    for (const size of sizes) {
      const scan = await madeUpScan(size);
      const wholeWayMilliseconds = await sendThrough(bench, { procedureCode, key: `papers-${String(size)}`, scan });
      const path = join(folder, String(size));
      await writeFile(path, scan);
      const looks = await lookInto(path, createHash('sha256').update(scan).digest('hex'), times);
      const most = (values: readonly number[]) => Math.max(...values) / 1024;
      figures.push({ sizeBytes: scan.byteLength, pages: looks[0]?.pages ?? 0, inspectMilliseconds: looks.map(({ milliseconds }) => milliseconds), beforeMegabytes: most(looks.map(({ beforeKilobytes }) => beforeKilobytes)), peakMegabytes: most(looks.map(({ peakKilobytes }) => peakKilobytes)), wholeWayMilliseconds });
    }
    return figures;
  } finally {
    await bench.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The load procedure with room for a large scan. */
async function publishRoomySlot(bench: BenchCell): Promise<string> {
  const definition = z.looseObject({ papers: z.array(z.looseObject({})) }).parse(JSON.parse(readFileSync(new URL('../procedures/six-steps.json', import.meta.url), 'utf8')));
  const code = '1.999942';
  await bench.as('administrator').post('/v1/procedures', { ...definition, code, papers: definition.papers.map((paper) => ({ ...paper, maxBytes: SLOT_BYTES })) }, 'bench-roomy-slot');
  return code;
}

interface SentScan {
  readonly procedureCode: string;
  readonly key: string;
  readonly scan: Uint8Array<ArrayBuffer>;
}

async function sendThrough(bench: BenchCell, { procedureCode, key, scan }: SentScan): Promise<number> {
  const lan = bench.as('citizen-lan');
  const { id } = await createDraft(lan, { procedureCode, channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', key });
  const began = performance.now();
  await uploadPapers(lan, id, { papers: [{ slot: 'request', contentType: 'application/pdf', bytes: scan }], key });
  await papersChecked(lan, id);
  return performance.now() - began;
}

async function lookInto(path: string, sha256: string, times: number): Promise<z.infer<typeof inspected>[]> {
  const found = readBenchAssembly().functions.find(({ environment }) => environment['POWERTOOLS_SERVICE_NAME'] === 'papers/inspect-paper');
  if (found === undefined) throw new Error('There is no function papers/inspect-paper.');
  const server = createServer((_request, response) => createReadStream(path).pipe(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/`;
  const script = new URL('inspect-once.ts', import.meta.url).pathname;
  try {
    const looks: z.infer<typeof inspected>[] = [];
    for (let time = 0; time < times; time += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [script, found.codeFolder, path, url, sha256], { env: { ...process.env, ...found.environment } });
      looks.push(inspected.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')));
    }
    return looks;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
