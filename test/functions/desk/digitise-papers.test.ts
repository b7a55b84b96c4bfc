import '#test/functions/platform/quiet';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { SigningIdentity } from '#domain/documents/signing';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Principal } from '#domain/kernel/authoriser';
import { digitisePapers } from '#functions/desk/digitise-papers/digitise-papers';
import type { WriteRequest } from '#functions/platform/http-request';
import { toProblem } from '#functions/platform/problem';
import { RecordInMemory } from '#test/functions/platform/record-in-memory';
import { NOW, PROCEDURE } from '#test/functions/platform/sample-dossier';
import { aSubmitted } from '#test/support/builders/dossier-builders';
import { aPaper, byId } from '#test/support/builders/part-builders';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';

const AGENCY = 'H26.001.02';
const OFFICER: Principal = { kind: 'officer', id: 'officer-1', agency: AGENCY, roles: ['desk'] };
const SCAN = { paperId: 'pp-1', condition: 'original' as const, sheets: 1, pages: 2 };

let store: RecordInMemory;
let vault: InMemoryVault;
let identities: SigningIdentity[];
let signed: string[];
let dossier: Dossier;

function identity(changes: Partial<SigningIdentity>): SigningIdentity {
  return { id: 'seal', capacity: 'agency', agency: AGENCY, displayName: 'UBND phường An Hòa', keyId: 'k', algorithm: 'ecdsa-p256-sha256', certificates: ['pem'], validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2031-01-01T00:00:00.000Z', ...changes };
}

function tools() {
  const lost = () => Promise.reject(new Error('not part of this test'));
  return {
    store,
    vault,
    procedures: { publish: lost, list: lost, version: () => Promise.resolve(PROCEDURE), inForce: lost },
    calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) },
    authoriser: { authorise: () => true },
    signatories: {
      officer: (agency: string, subject: string) => Promise.resolve(identities.find((each) => each.agency === agency && each.officer === subject)),
      agencySeal: (agency: string) => Promise.resolve(identities.find((each) => each.agency === agency && each.capacity === 'agency')),
    },
    signer: {
      sign: ({ bytes, identity: { id } }: { readonly bytes: Uint8Array; readonly identity: SigningIdentity }) => {
        signed.push(Buffer.from(bytes).toString('utf8'));
        return Promise.resolve(`header..${id}`);
      },
    },
  };
}

function request(papers = [SCAN], scope = 'a'.repeat(64)): Parameters<typeof digitisePapers>[1] {
  const body = { confirmsLikeness: true as const, papers };
  const usual: Omit<WriteRequest, 'body' | 'path'> = { principal: OFFICER, idempotency: { scope, requestHash: 'h1' }, query: undefined, ifMatch: undefined, now: NOW, correlationId: 'c-1', language: 'vi' };
  return { ...usual, body, path: { dossierId: dossier.id } };
}

beforeEach(() => {
  store = new RecordInMemory();
  vault = new InMemoryVault(() => NOW);
  identities = [identity({}), identity({ id: 'officer-1-2026', capacity: 'officer', officer: 'officer-1' })];
  signed = [];
  dossier = aSubmitted({ channel: 'desk', procedure: { code: PROCEDURE.code, version: PROCEDURE.version }, choices: {}, papers: byId(aPaper({ id: 'pp-1', state: 'received', sha256: 'd'.repeat(64) })) });
  store.dossiers.set(dossier.id, dossier);
});

const confirmed = () => store.dossiers.get(dossier.id)?.papers['pp-1']?.digitisation;

describe('an officer confirms scans', () => {
  it('signs the very list of files, by their hashes, and keeps list and signature in the vault', async () => {
    expect((await digitisePapers(tools(), request())).status).toBe(200);
    const place = confirmed()?.confirmation;
    const kept = Buffer.from((await vault.read(place?.key ?? '')) ?? []);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(place?.sha256);
    expect(JSON.parse(kept.toString('utf8'))).toEqual({ signature: 'header..officer-1-2026', statement: signed[0] });
    expect(JSON.parse(signed[0] ?? '')).toMatchObject({ kind: 'scan-confirmation', dossier: dossier.id, confirmedBy: 'officer-1', scans: [{ ...SCAN, place: 1, sha256: 'd'.repeat(64) }] });
  });

  it('uses the agency’s signature where the officer has none, and says whose it is', async () => {
    identities = [identity({})];
    await digitisePapers(tools(), request());
    expect(JSON.parse(signed[0] ?? '')).toMatchObject({ signedBy: 'seal', confirmedBy: 'officer-1' });
  });

  it('signs nothing when nobody may sign, or when there is something to refuse', async () => {
    identities = [];
    const nobody: unknown = await digitisePapers(tools(), request()).catch((error: unknown) => error);
    expect(toProblem(nobody)).toMatchObject({ status: 422, code: 'no-signing-identity' });
    const faulty: unknown = await digitisePapers(tools(), request([{ ...SCAN, sheets: 3 }])).catch((error: unknown) => error);
    expect(toProblem(faulty)).toMatchObject({ status: 422, code: 'scan-not-alike' });
    expect([signed, vault.objects.size, store.committed.length]).toEqual([[], 0, 0]);
  });

  it('made again after a crash between vault and record, keeps the first signature', async () => {
    await digitisePapers(tools(), request());
    const first = confirmed()?.confirmation;
    store = new RecordInMemory();
    store.dossiers.set(dossier.id, dossier);
    await digitisePapers(tools(), request());
    expect(confirmed()?.confirmation).toEqual(first);
    expect(vault.objects.size).toBe(1);
  });
});
