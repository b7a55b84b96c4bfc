import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inspection, InspectionOrder } from '#domain/documents/paper-inspector';
import { inBrief, type SignaturesInBrief } from '#domain/documents/signature-report';
import { verifierFor } from '#functions/adapters/pades/vault-signature-verifier';
import { fetchToFile } from '#functions/adapters/paper-inspection/fetch-to-file';
import { inspectFile } from '#functions/adapters/paper-inspection/inspect-file';
import { logFailure } from '#functions/platform/logger';

const PDF = 'application/pdf';

/** Fetches one version of one paper to disk, looks into it, and forgets it. */
export async function inspectPaper({ url, trust, ...expected }: InspectionOrder): Promise<Inspection> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-'));
  try {
    const path = join(folder, 'paper');
    const found = await inspectFile(path, await fetchToFile(url, path, expected.sizeBytes), expected);
    if (trust === undefined || found.reasons.length > 0) return found;
    const signatures = found.foundType === PDF ? await signaturesIn(path, trust) : 'none';
    return signatures === undefined ? found : { ...found, signatures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lists or roots that cannot be read are ours to mend: no citizen's paper waits for that. */
async function signaturesIn(path: string, { at, ...texts }: NonNullable<InspectionOrder['trust']>): Promise<SignaturesInBrief | undefined> {
  try {
    return inBrief(await verifierFor(texts).verify(await readFile(path), at));
  } catch (error) {
    logFailure('The signatures of a paper could not be judged', error);
    return undefined;
  }
}
