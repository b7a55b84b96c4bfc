import '#test/functions/platform/quiet';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Paper } from '#domain/dossiers/parts';
import { completeUpload } from '#functions/intake/complete-upload/complete-upload';
import type { WriteRequest } from '#functions/platform/http-request';
import { toProblem } from '#functions/platform/problem';
import { RecordInMemory } from '#test/functions/platform/record-in-memory';
import { NOW } from '#test/functions/platform/sample-dossier';
import { aDraft, aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { InMemoryPaperParts } from '#test/support/fakes/in-memory-paper-parts';

const bytes = Buffer.alloc(9 * 1024 ** 2, 'scan');
const sha256Of = (part: Uint8Array) => createHash('sha256').update(part).digest('hex');
const cut = [bytes.subarray(0, 5 * 1024 ** 2), bytes.subarray(5 * 1024 ** 2)];
const inParts = { partBytes: 5 * 1024 ** 2, sha256: cut.map(sha256Of) };
const granted = (more: Partial<Paper> = {}) => aPaper({ id: 'pp-1', state: 'granted', sizeBytes: bytes.length, sha256: sha256Of(bytes), ...more });

let parts: InMemoryPaperParts;
beforeEach(() => {
  parts = new InMemoryPaperParts(() => NOW);
});

const key = (dossier: Dossier) => ({ dossierId: dossier.id, paperId: 'pp-1' });

async function sent(dossier: Dossier, indices = [0, 1]) {
  const grant = await parts.grantParts(key(dossier), { sizeBytes: bytes.length, inParts });
  return { uploadId: grant.uploadId, parts: indices.map((index) => ({ partNumber: index + 1, etag: parts.send(grant.parts[index]?.url ?? '', cut[index] ?? bytes) ?? 'refused' })) };
}

function complete(dossier: Dossier, body: Awaited<ReturnType<typeof sent>>, paperId = 'pp-1') {
  const store = new RecordInMemory();
  store.dossiers.set(dossier.id, dossier);
  const usual: Omit<WriteRequest, 'body' | 'path'> = { principal: { kind: 'citizen', id: 'citizen-1', roles: [] }, idempotency: { scope: 'a'.repeat(64), requestHash: 'h1' }, query: undefined, ifMatch: undefined, now: NOW, correlationId: 'c-1', language: 'vi' };
  return completeUpload({ parts, store, authoriser: { authorise: () => true } }, { ...usual, path: { dossierId: dossier.id, paperId }, body });
}

const refusalOf = (answer: Promise<unknown>) => answer.then(() => undefined, toProblem);

describe('completing a paper sent in parts', () => {
  it('answers with the hash the server reckoned over the whole, and the same when asked again', async () => {
    const dossier = aDraft({ papers: byId(granted()) });
    const body = await sent(dossier);
    const answer = { status: 200, body: { dossierId: dossier.id, paperId: 'pp-1', sizeBytes: bytes.length, sha256: sha256Of(bytes) } };
    expect(await complete(dossier, body)).toEqual(answer);
    expect(await complete(dossier, body)).toEqual(answer);
  });

  it('gives the same answer once the paper was received', async () => {
    const draft = aDraft({ papers: byId(granted()) });
    const body = await sent(draft);
    const answer = await complete(draft, body);
    const later = { ...aSubmitted({ papers: byId(granted({ state: 'received', receivedAt: '2026-11-23T02:00:00.000Z' })) }), id: draft.id };
    expect(await complete(later, body)).toEqual(answer);
  });

  it('gives the same answer once the paper was accepted and has left quarantine', async () => {
    const draft = aDraft({ papers: byId(granted()) });
    const body = await sent(draft);
    const answer = await complete(draft, body);
    parts = new InMemoryPaperParts(() => NOW);
    const check = { outcome: 'accepted' as const, at: '2026-11-23T02:00:00.000Z', scanner: 'guardduty', reasons: [] };
    expect(await complete({ ...draft, papers: byId(granted({ check, objectVersion: 'v1', vaultVersion: 'w1' })) }, body)).toEqual(answer);
  });

  it('names the parts that are missing', async () => {
    const dossier = aDraft({ papers: byId(granted()) });
    const { uploadId, parts: [first] } = await sent(dossier, [0]);
    const body = { uploadId, parts: [...(first === undefined ? [] : [first]), { partNumber: 2, etag: '"none"' }] };
    expect(await refusalOf(complete(dossier, body))).toMatchObject({ status: 422, code: 'paper-parts-missing', fields: [{ pointer: '/parts/2' }] });
  });

  it('tells when parts are left out, when the upload is gone, and when the whole is another paper', async () => {
    const dossier = aDraft({ papers: byId(granted()) });
    expect(await refusalOf(complete(dossier, await sent(dossier, [0])))).toMatchObject({ status: 422, code: 'paper-size-differs' });
    const ended = await sent(dossier);
    parts.end(ended.uploadId);
    expect(await refusalOf(complete(dossier, ended))).toMatchObject({ status: 422, code: 'paper-upload-ended' });
    const other = { ...dossier, papers: byId(granted({ sha256: 'b'.repeat(64) })) };
    expect(await refusalOf(complete(other, await sent(other)))).toMatchObject({ status: 422, code: 'paper-hash-differs' });
  });

  it('comes too late when the dossier lies at the desk, and lays nothing into quarantine', async () => {
    const dossier = aSubmitted({ papers: byId(granted()) });
    expect(await refusalOf(complete(dossier, await sent(dossier)))).toMatchObject({ status: 409, code: 'move-not-allowed' });
    expect(parts.quarantined(key(dossier))).toBeUndefined();
  });

  it('knows no paper that was not granted', async () => {
    const dossier = aDraft({ papers: byId(granted()) });
    expect(await refusalOf(complete(dossier, await sent(dossier), 'pp-2'))).toMatchObject({ status: 404, code: 'paper-not-found' });
  });
});
