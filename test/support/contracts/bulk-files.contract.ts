import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { BulkFiles, FetchGrant } from '#domain/bulk/bulk-files';
import type { PaperKey, UploadGrant } from '#domain/dossiers/paper-store';
import { aBulk } from '#test/support/builders/bulk-builders';
import { aDossierId } from '#test/support/builders/dossier-builders';

export interface BulkFilesHarness {
  readonly files: BulkFiles;
  /** Does with a grant what a browser does; tells whether the bytes were taken. */
  upload(grant: UploadGrant, bytes: Uint8Array): Promise<boolean>;
  fetch(grant: FetchGrant): Promise<string>;
  /** SHA-256 of what lies in quarantine. */
  quarantined(key: PaperKey): Promise<string | undefined>;
}

const bytes = new TextEncoder().encode('fullName,phone\nNguyễn Thị Lan,0912345678\n');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const file = { contentType: 'text/csv', sizeBytes: bytes.byteLength, sha256 };

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

/** What every store of the files of bulk hand-ins does. The clock stands at 02:00 on 23 November 2026. */
export function bulkFilesContract(name: string, harness: () => BulkFilesHarness): void {
  describe(`${name} as a store of files of bulk hand-ins`, () => {
    it('takes the file that was announced and no other, and reads any part of the version that was looked at', async () => {
      const { files, upload } = harness();
      const { id } = aBulk();
      const grant = await files.grantRows(id, file);
      expect(grant.expiresAt).toBe('2026-11-23T02:10:00.000Z');
      expect(await files.inspectRows(id)).toBeUndefined();
      expect(await upload(grant, bytes.map((byte) => byte ^ 1))).toBe(false);
      expect(await upload(grant, bytes.subarray(1))).toBe(false);
      expect(await upload(grant, bytes)).toBe(true);
      const found = await files.inspectRows(id);
      expect(found).toEqual({ ...file, objectVersion: expect.any(String) });
      await upload(grant, bytes);
      expect((await files.inspectRows(id))?.objectVersion).not.toBe(found?.objectVersion);
      expect(await textOf(await files.readRows(id, found?.objectVersion ?? ''))).toBe(Buffer.from(bytes).toString());
      expect(await textOf(await files.readRows(id, found?.objectVersion ?? '', { from: 9, to: 14 }))).toBe('phone');
    });

    it('brings an uploaded paper to any dossier, and again when asked again', async () => {
      const { files, upload, quarantined } = harness();
      const { id } = aBulk();
      const paper = { ...file, contentType: 'application/pdf' };
      expect(await files.inspectPaper(id, sha256)).toBeUndefined();
      expect(await upload(await files.grantPaper(id, paper), bytes)).toBe(true);
      expect(await files.inspectPaper(id, sha256)).toMatchObject(paper);
      expect(await files.inspectPaper(aBulk().id, sha256)).toBeUndefined();
      for (const dossierId of [aDossierId(), aDossierId()]) {
        await files.bringPaper(id, sha256, { dossierId, paperId: 'pp-1' });
        await files.bringPaper(id, sha256, { dossierId, paperId: 'pp-1' });
        expect(await quarantined({ dossierId, paperId: 'pp-1' })).toBe(sha256);
      }
    });

    it('puts the answers of chunks behind each other, the last written of each, and links to them for ten minutes', async () => {
      const { files, fetch } = harness();
      const { id } = aBulk();
      await files.keepAnswers(id, 1, { accepted: 'lost\n', refused: '' });
      await files.keepAnswers(id, 1, { accepted: 'một\n', refused: 'không\n' });
      await files.keepAnswers(id, 2, { accepted: 'hai\n', refused: '' });
      for (const kind of ['accepted', 'refused'] as const) await files.assemble(id, kind, { head: kind === 'refused' ? 'đầu\n' : '', chunks: [1, 2] });
      const link = await files.grantFetch(id, 'accepted', 'accepted.jsonl');
      expect(link.expiresAt).toBe('2026-11-23T02:10:00.000Z');
      expect(await fetch(link)).toBe('một\nhai\n');
      expect(await fetch(await files.grantFetch(id, 'refused', 'refused.csv'))).toBe('đầu\nkhông\n');
    });
  });
}
