import { createHash } from 'node:crypto';
import { z } from 'zod';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { cutOf, partsUpload, sendParts } from '#local/api-client/send-in-parts';
import type { Preparation } from './example-preparation.ts';
import type { Scenario } from './start-scenario.ts';

const grants = z.object({ papers: z.array(z.object({ paperId: z.string(), upload: partsUpload })) });
const read = z.object({ papers: z.array(z.looseObject({ id: z.string(), slot: z.string() })) });

/** The papers of a dossier as the API shows them. */
export async function papersOf(scenario: Scenario, who: string, dossierId: string) {
  return read.parse(await scenario.as(who).get(`/v1/dossiers/${dossierId}`)).papers;
}

/** A dossier that was received on paper at the desk, with its scans uploaded, and an office that can sign. */
export const onScans: Preparation = async (scenario) => {
  await scenario.seedSigners();
  const { id, code } = await scenario.handIn('desk-an-hoa', { procedureCode: '1.013225', channel: 'desk' });
  const [paper] = await papersOf(scenario, 'desk-an-hoa', id);
  return { who: 'desk-an-hoa', inPlaceOf: { 'H99.101.01-261126-0001': code, 'pp-0123456789abcdef0123456789abcdef': paper?.id ?? 'none' } };
};

/** A scan too large for one form, whose parts were sent and not yet joined. */
export async function onParts(scenario: Scenario, dossierId: string): Promise<Record<string, string>> {
  const bytes = madeUpPaper('birth-declaration', 9 * 1024 ** 2);
  const paper = { slot: 'birth-declaration', fileName: 'to-khai.pdf', contentType: 'application/pdf', sizeBytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex'), inParts: cutOf(bytes) };
  const { papers: [granted] } = grants.parse(await scenario.as('citizen-lan').post(`/v1/dossiers/${dossierId}/papers`, { papers: [paper] }));
  if (granted === undefined) throw new Error('Nothing was granted');
  const { uploadId, parts: [first, second] } = await sendParts(granted.upload, bytes);
  const bare = (part: { readonly etag: string } | undefined) => part?.etag.replaceAll('"', '') ?? 'none';
  return {
    'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9': dossierId,
    'pp-9f86d081884c7d659a2feaa0c55ad015': granted.paperId,
    exampleUploadId: uploadId,
    '9b2cf535f27731c974343645a3985328': bare(first),
    e4d909c290d0fb1ca068ffaddf22cbd0: bare(second),
  };
}

/** A birth as shipped, handed in with papers that were looked into. */
export const onPaper: Preparation = async (scenario) => {
  const { id, code } = await scenario.handIn('citizen-lan', { procedureCode: '3.000722' });
  const [paper] = await papersOf(scenario, 'citizen-lan', id);
  return { who: 'citizen-lan', inPlaceOf: { 'H99.101.01-261126-0001': code, 'pp-9f86d081884c7d659a2feaa0c55ad015': paper?.id ?? 'none' } };
};
