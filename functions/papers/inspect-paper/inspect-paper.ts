import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inspection, InspectionOrder } from '#domain/documents/paper-inspector';
import { fetchToFile } from '#functions/adapters/paper-inspection/fetch-to-file';
import { inspectFile } from '#functions/adapters/paper-inspection/inspect-file';

/** Fetches one version of one paper to disk, looks into it, and forgets it. */
export async function inspectPaper({ url, ...expected }: InspectionOrder): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-'));
  try {
    const path = join(folder, 'paper');
    return await inspectFile(path, await fetchToFile(url, path, expected.sizeBytes), expected);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
