import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { RegisteredIdentity } from '#domain/documents/signing-identity';
import { documentVaultKey } from '#domain/documents/vault';
import { Temporal } from '#domain/kernel/temporal';
import type { Principal } from '#domain/kernel/authoriser';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { delegateSigning } from '#functions/documents/delegate-signing/delegate-signing';
import { refuseSigning } from '#functions/documents/refuse-signing/refuse-signing';
import { signDocument, type SignTools } from '#functions/documents/sign-document/sign-document';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress } from '#test/support/builders/dossier-builders';
import { aDocument, aStep, byId } from '#test/support/builders/part-builders';
import { createAppendingDocumentSigner } from '#test/support/fakes/appending-document-signer';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';
import { procedureDefinition } from '#domain/procedures/procedure';
import { procedureJson } from '#test/domain/procedures/procedure-json';

const NOW = Temporal.Instant.from('2026-11-23T04:30:00Z');
const AGENCY = 'H26.001.02';
const DRAFT = Buffer.from('%PDF-1.7 a draft');
const PROCEDURE = procedureDefinition.parse(procedureJson());
const officer = (id: string, ...roles: string[]): Principal => ({ kind: 'officer', id, agency: AGENCY, roles });
const identity = (id: string): RegisteredIdentity => ({ id, capacity: 'officer', agency: AGENCY, displayName: id, keyId: 'k', algorithm: 'ecdsa-p256-sha256', certificates: [], validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2027-01-01T00:00:00.000Z', version: 1, changedAt: '2026-01-01T00:00:00.000Z' });
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let store: InMemoryDossierStore;
let vault: InMemoryVault;
let tools: SignTools & { signatures: number };
const dossier = anInProgress({ choices: { size: 'small' }, procedure: { code: PROCEDURE.code, version: PROCEDURE.version }, steps: byId(aStep({ id: 'appraise', agency: AGENCY })) });

beforeEach(async () => {
  store = new InMemoryDossierStore();
  vault = new InMemoryVault(() => NOW);
  const document = aDocument({ stepId: 'appraise', dueAt: '2026-11-24T08:00:00.000Z', remindAt: '2026-11-24T06:00:00.000Z' });
  const { versionId, sha256, sizeBytes } = await vault.putOnce({ key: keyOf(0), bytes: DRAFT, contentType: 'application/pdf' });
  await store.commit(aChange(undefined, { ...dossier, documents: byId({ ...document, file: { revision: 0, versionId, sha256, sizeBytes } }) }));
  const signer = createAppendingDocumentSigner();
  tools = {
    store,
    vault,
    procedures: { publish: () => Promise.reject(new Error('no')), list: () => Promise.reject(new Error('no')), inForce: () => Promise.resolve(PROCEDURE), version: () => Promise.resolve(PROCEDURE) },
    calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) },
    authoriser: createCedarAuthoriser(),
    identities: { officer: (_agency, subject) => Promise.resolve(identity(subject)), agencySeal: () => Promise.resolve(identity('seal')) },
    agencies: { find: () => Promise.resolve(undefined) },
    signatures: 0,
    signer: {
      sign: (order) => {
        tools.signatures += 1;
        return signer.sign(order);
      },
    },
  };
});

function keyOf(revision: number): string {
  return documentVaultKey({ dossierId: dossier.id, documentId: aDocument().id, revision });
}

let calls = 0;
function asked<Body>(principal: Principal, body: Body) {
  calls += 1;
  const path = { dossierId: dossier.id, documentId: aDocument().id };
  return { principal, body, path, idempotency: { scope: String(calls).padStart(64, '0'), requestHash: 'h' }, query: undefined, ifMatch: undefined, now: NOW, correlationId: 'c-1', language: 'vi' as const };
}

/** The process dies between the signature and the commit: what was signed lies in the vault, and the record knows nothing of it. */
async function cutShort(principal: Principal): Promise<void> {
  const { commit } = store;
  store.commit = () => Promise.reject(new Error('killed'));
  await expect(signDocument(tools, asked(principal, { sha256: hashOf(DRAFT) }))).rejects.toThrow('killed');
  store.commit = commit;
}

it('a call cut short after the signature is repeated without a second one: what lies in the vault is taken', async () => {
  await cutShort(officer('head-1'));
  const left = vault.objects.get(keyOf(2))?.sha256;
  const { status } = await signDocument(tools, asked(officer('head-1'), { sha256: hashOf(DRAFT) }));
  expect({ status, signatures: tools.signatures }).toEqual({ status: 200, signatures: 1 });
  expect((await store.load(dossier.id))?.documents[aDocument().id]?.file).toMatchObject({ revision: 2, sha256: left });
});

it('after a delegation nobody gets the signature that was cut short for his own', async () => {
  await cutShort(officer('head-1'));
  await delegateSigning(tools, asked(officer('head-1'), { officer: 'deputy-1' }));
  await signDocument(tools, asked(officer('deputy-1'), { sha256: hashOf(DRAFT) }));
  const { file } = (await store.load(dossier.id))?.documents[aDocument().id] ?? {};
  expect(Buffer.from((await vault.read(keyOf(file?.revision ?? 0))) ?? []).toString()).toContain('by deputy-1');
});

it('nothing is signed when the vault gives other bytes than the record speaks of', async () => {
  vault.objects.clear();
  await vault.putOnce({ key: keyOf(0), bytes: Buffer.from('%PDF-1.7 another'), contentType: 'application/pdf' });
  await expect(signDocument(tools, asked(officer('head-1'), { sha256: hashOf(DRAFT) }))).rejects.toThrow('has not what the record says');
  expect(tools.signatures).toBe(0);
});

it('the seal is put by a clerk of the agency, not by whichever officer', async () => {
  await signDocument(tools, asked(officer('head-1'), { sha256: hashOf(DRAFT) }));
  const sha256 = vault.objects.get(keyOf(2))?.sha256 ?? '';
  await expect(signDocument(tools, asked(officer('somebody'), { sha256 }))).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await signDocument(tools, asked(officer('clerk-1', 'clerk'), { sha256 }))).toMatchObject({ status: 200, body: { document: { state: 'issued' } } });
});

describe('a document that names no head', () => {
  beforeEach(async () => {
    const before = await store.load(dossier.id);
    if (before === undefined) throw new Error('the dossier is there');
    const letter = { ...aDocument(), ...before.documents[aDocument().id], kind: 'form-04' as const, signers: [{ capacity: 'officer' as const, agency: AGENCY, state: 'waiting' as const, delegations: [] }, ...aDocument().signers.slice(1)] };
    await store.commit(aChange(before, { ...before, version: before.version + 1, documents: byId(letter) }));
  });
  const documentNow = async () => (await store.load(dossier.id))?.documents[aDocument().id];

  it('is signed by whoever is the head, and then says by whom', async () => {
    await expect(signDocument(tools, asked(officer('somebody'), { sha256: hashOf(DRAFT) }))).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await signDocument(tools, asked(officer('head-2', 'head-of-agency'), { sha256: hashOf(DRAFT) }))).toMatchObject({ status: 200 });
    expect((await documentNow())?.signers[0]).toMatchObject({ officer: 'head-2', state: 'signed' });
  });

  it('is refused and handed on by its head alone', async () => {
    await expect(refuseSigning(tools, asked(officer('somebody'), { reasons: ['Không phải việc của tôi'] }))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(delegateSigning(tools, asked(officer('somebody'), { officer: 'deputy-1' }))).rejects.toMatchObject({ code: 'not-allowed' });
    await delegateSigning(tools, asked(officer('head-2', 'head-of-agency'), { officer: 'deputy-1' }));
    expect((await documentNow())?.signers[0]?.officer).toBe('deputy-1');
  });

  it('does not take for one head’s signature what was cut short of another’s', async () => {
    await cutShort(officer('head-1', 'head-of-agency'));
    await signDocument(tools, asked(officer('head-2', 'head-of-agency'), { sha256: hashOf(DRAFT) }));
    expect(Buffer.from((await vault.read(keyOf((await documentNow())?.file.revision ?? 0))) ?? []).toString()).toContain('by head-2');
    expect(tools.signatures).toBe(2);
  });
});
