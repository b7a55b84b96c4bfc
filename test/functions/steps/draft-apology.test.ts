import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import { apologyDocumentId } from '#domain/documents/apology-document';
import { documentVaultKey } from '#domain/documents/vault';
import { Temporal } from '#domain/kernel/temporal';
import { procedureDefinition } from '#domain/procedures/procedure';
import { decideSigning } from '#functions/steps/decide-signing/decide-signing';
import { draftApology, type DraftApologyTools } from '#functions/steps/draft-apology/draft-apology';
import { procedureJson } from '#test/domain/procedures/procedure-json';
import { aChange } from '#test/support/builders/change-builders';
import { anInProgress } from '#test/support/builders/dossier-builders';
import { aStep, byId } from '#test/support/builders/part-builders';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';

const NOW = Temporal.Instant.from('2026-11-23T04:30:00Z');
const AGENCY = 'H26.001.02';
const PROCEDURE = procedureDefinition.parse(procedureJson());
const apology = { reason: 'Chưa đủ nhân lực', missedDueAt: '2026-11-24T08:00:00.000Z', newDueAt: '2026-11-26T08:00:00.000Z', at: '2026-11-23T04:29:00.000Z', inTime: true, agency: AGENCY };
const dossier = anInProgress({ choices: { size: 'small' }, procedure: { code: PROCEDURE.code, version: PROCEDURE.version }, steps: byId(aStep({ id: 'appraise', agency: AGENCY })), apologies: [apology] });
const letter = { dossierId: dossier.id, documentId: apologyDocumentId(1) };

let store: InMemoryDossierStore;
let vault: InMemoryVault;
let tools: DraftApologyTools & { drawings: number };

beforeEach(async () => {
  store = new InMemoryDossierStore();
  vault = new InMemoryVault(() => NOW);
  await store.commit(aChange(undefined, dossier, { event: { type: 'DossierReappointed', apology, facts: [] } }));
  const procedures = { publish: () => Promise.reject(new Error('no')), list: () => Promise.reject(new Error('no')), inForce: () => Promise.resolve(PROCEDURE), version: () => Promise.resolve(PROCEDURE) };
  const renderer = {
    render: () => {
      tools.drawings += 1;
      return Promise.resolve({ pdf: Buffer.from(`%PDF-1.7 drawing ${String(tools.drawings)}`), places: [] });
    },
  };
  tools = {
    store,
    vault,
    procedures,
    calendars: { inForce: () => Promise.resolve(shippedCalendarBook()) },
    now: () => NOW,
    forms: { store, procedures, agencies: { find: () => Promise.resolve(undefined) }, renderer },
    drawings: 0,
  };
});

const wordNow = async () => (await decideSigning(tools, letter)).word;
const documents = async () => (await store.load(dossier.id))?.documents ?? {};

describe('the machine that signs form 04', () => {
  it('drafts it once, and then waits for the head', async () => {
    expect(await wordNow()).toBe('draft');
    await draftApology(tools, letter);
    expect(await documents()).toMatchObject({ [letter.documentId]: { kind: 'form-04', agency: AGENCY, state: 'signing', template: { id: 'apology', version: 1 } } });
    expect(await wordNow()).toBe('signature');
    await draftApology(tools, letter);
    expect(tools.drawings).toBe(1);
  });

  it('takes what a call cut off before its commit had left in the vault', async () => {
    await vault.putOnce({ key: documentVaultKey({ ...letter, revision: 0 }), bytes: Buffer.from('%PDF-1.7 an earlier drawing'), contentType: 'application/pdf' });
    await draftApology(tools, letter);
    expect((await documents())[letter.documentId]?.file.sizeBytes).toBe(Buffer.from('%PDF-1.7 an earlier drawing').byteLength);
  });

  it('ends for an apology that another has overtaken, and fails for what is no document at all', async () => {
    expect((await decideSigning(tools, { ...letter, documentId: apologyDocumentId(7) })).word).toBe('ended');
    await expect(decideSigning(tools, { ...letter, documentId: 'doc-aaaaaaaaaaaaaaaaaaaaaaaa' })).rejects.toThrow('No document');
  });
});
