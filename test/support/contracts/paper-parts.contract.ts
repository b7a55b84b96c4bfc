import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PaperKey, PaperObject } from '#domain/dossiers/paper-store';
import type { PaperParts, PartsGrant, SentParts } from '#domain/dossiers/upload-in-parts';
import { aDossierId } from '#test/support/builders/dossier-builders';

export interface PaperPartsHarness {
  readonly parts: PaperParts;
  /** Does with an address of a grant what a browser does; the ETag, or nothing when the part was refused. */
  send(url: string, bytes: Uint8Array): Promise<string | undefined>;
  /** Does what the bucket's rule does with an upload nobody completed. */
  end(key: PaperKey, uploadId: string): Promise<void>;
  /** What the scanner and the hand-in can see. */
  quarantined(key: PaperKey): Promise<PaperObject | undefined>;
}

const PART_BYTES = 5 * 1024 ** 2;
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytes = new Uint8Array(2 * PART_BYTES + 1000).map((_, index) => index % 251);
const cut = [bytes.subarray(0, PART_BYTES), bytes.subarray(PART_BYTES, 2 * PART_BYTES), bytes.subarray(2 * PART_BYTES)];
const about = { contentType: 'application/pdf', sizeBytes: bytes.length };
const paper = { ...about, inParts: { partBytes: PART_BYTES, sha256: cut.map(sha256Of) } };

/** What every quarantine that takes papers in parts does. The clock stands at 02:00 on 23 November 2026. */
export function paperPartsContract(name: string, harness: () => PaperPartsHarness): void {
  let use: PaperPartsHarness;
  let key: PaperKey;
  let grant: PartsGrant;

  const send = async (...indices: readonly number[]): Promise<SentParts> => {
    const sent: { partNumber: number; etag: string }[] = [];
    for (const index of indices) sent.push({ partNumber: index + 1, etag: (await use.send(grant.parts[index]?.url ?? '', cut[index] ?? new Uint8Array())) ?? 'refused' });
    return sent;
  };
  const complete = (parts: SentParts) => use.parts.complete(key, { ...about, uploadId: grant.uploadId, parts });

  describe(`${name} as a quarantine for papers in parts`, () => {
    beforeEach(async () => {
      use = harness();
      key = { dossierId: aDossierId(), paperId: 'paper-1' };
      grant = await use.parts.grantParts(key, paper);
    });

    it('gives an address for each part, for half an hour', () => {
      expect(grant).toMatchObject({ kind: 'multipart', expiresAt: '2026-11-23T02:30:00.000Z', parts: [{ partNumber: 1, sizeBytes: PART_BYTES }, { partNumber: 2, sizeBytes: PART_BYTES }, { partNumber: 3, sizeBytes: 1000 }] });
    });

    it('makes one paper of the parts, whatever order they came in, with a hash over the whole of its own reckoning', async () => {
      const [third, first, second] = await send(2, 0, 1);
      expect(await use.quarantined(key)).toBeUndefined();
      const object = { ...about, sha256: sha256Of(bytes), objectVersion: expect.any(String) };
      expect(await complete([first, second, third].flatMap((part) => part ?? []))).toEqual({ outcome: 'complete', object });
      expect(await use.quarantined(key)).toEqual(object);
    });

    it('completed twice it gives the same version, and later uploads change nothing', async () => {
      const first = await complete(await send(0, 1, 2));
      expect(await complete(await send(0))).toEqual(first);
      grant = await use.parts.grantParts(key, paper);
      expect(await complete(await send(0, 1, 2))).toEqual(first);
    });

    it.each([
      ['other bytes of the same length', cut[1]?.map((byte) => byte ^ 1)],
      ['one byte less', cut[1]?.slice(1)],
      ['another part’s bytes', cut[0]],
    ])('refuses %s as a part, and is not complete without it', async (_what, wrong = new Uint8Array()) => {
      expect(await use.send(grant.parts[1]?.url ?? '', wrong)).toBeUndefined();
      const sent = await send(0, 2);
      expect(await complete([...sent, { partNumber: 2, etag: '"9b2cf535f27731c974343645a3985328"' }])).toEqual({ outcome: 'parts-missing', parts: [2] });
      expect(await complete(sent)).toEqual({ outcome: 'size-differs' });
      expect(await use.quarantined(key)).toBeUndefined();
      expect(await complete([...sent, ...(await send(1))])).toMatchObject({ outcome: 'complete' });
    });

    it('wants every part named that came', async () => {
      const sent = await send(0, 1, 2);
      expect(await complete(sent.slice(0, 2))).toEqual({ outcome: 'parts-missing', parts: [3] });
    });

    it('has nothing of an upload that was abandoned', async () => {
      const sent = await send(0, 1, 2);
      await use.end(key, grant.uploadId);
      expect(await complete(sent)).toEqual({ outcome: 'upload-ended' });
      expect(await use.quarantined(key)).toBeUndefined();
    });

    it('completes no upload of another paper', async () => {
      const sent = await send(0, 1, 2);
      expect(await use.parts.complete({ ...key, paperId: 'paper-2' }, { ...about, uploadId: grant.uploadId, parts: sent })).toEqual({ outcome: 'upload-ended' });
    });
  });
}
