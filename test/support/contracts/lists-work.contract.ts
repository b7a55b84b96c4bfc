import { expect, it } from '@jest/globals';
import { aChange } from '#test/support/builders/change-builders';
import { aDossierId, aDraft, anInProgress, aReturned, aSettled, aSubmitted, aWithdrawn } from '#test/support/builders/dossier-builders';
import { aConsultation, aDocument, aStep, byId } from '#test/support/builders/part-builders';
import { anAgencyCode } from '#test/support/builders/register-builders';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';

export function listsWork(harness: () => DossierStoreHarness): void {
  it('shows a dossier to the desk while it is to be received, and again while it is to be handed over', async () => {
    const { store } = harness();
    const receivingAgency = anAgencyCode();
    const submitted = aSubmitted({ receivingAgency });
    const settled = aSettled({ id: submitted.id, code: submitted.code, receivingAgency });
    const row = { dossierId: submitted.id, code: submitted.code, procedureCode: '1.001193', itemId: submitted.id };
    const inbox = async () => (await store.inbox(receivingAgency, { limit: 10 })).rows;
    await store.commit(aChange(undefined, submitted));
    expect(await inbox()).toEqual([{ ...row, kind: 'reception', dueAt: submitted.receptionDueAt }]);
    const working = anInProgress({ id: submitted.id, code: submitted.code, receivingAgency, steps: {} });
    await store.commit(aChange(submitted, working));
    expect(await inbox()).toEqual([]);
    await store.commit(aChange(working, settled));
    expect(await inbox()).toEqual([{ ...row, kind: 'hand-over', dueAt: settled.dueAt }]);
    await store.commit(aChange(settled, aReturned({ id: submitted.id, code: submitted.code, receivingAgency })));
    expect(await inbox()).toEqual([]);
  });

  it('shows each agency its open steps and the opinions asked of it, the most urgent first', async () => {
    const { store } = harness();
    const [worker, adviser] = [anAgencyCode(), anAgencyCode()];
    const steps = byId(aStep({ id: 'late', agency: worker, dueAt: '2026-11-29T00:00:00.000Z' }), aStep({ id: 'soon', agency: worker }), aStep({ id: 'done', agency: worker, state: 'answered' }));
    const opinions = { [worker]: { state: 'asked' as const }, [adviser]: { state: 'asked' as const } };
    const dossier = anInProgress({ steps, consultations: byId(aConsultation({ opinions })) });
    await store.commit(aChange(undefined, dossier));
    const { rows } = await store.inbox(worker, { limit: 10 });
    const common = { dossierId: dossier.id, code: dossier.code, procedureCode: '1.001193' };
    expect(rows).toEqual([
      { ...common, kind: 'step', itemId: 'soon', dueAt: '2026-11-25T03:00:00.000Z', atRiskAt: '2026-11-24T03:00:00.000Z' },
      { ...common, kind: 'consultation', itemId: 'land-opinion', dueAt: '2026-11-26T04:00:00.000Z' },
      { ...common, kind: 'step', itemId: 'late', dueAt: '2026-11-29T00:00:00.000Z', atRiskAt: '2026-11-24T03:00:00.000Z' },
    ]);
    expect((await store.inbox(adviser, { limit: 10 })).rows).toEqual([rows[1]]);
  });

  it('takes work from the inboxes when it is done, and all of it when the dossier is over', async () => {
    const { store } = harness();
    const [worker, adviser] = [anAgencyCode(), anAgencyCode()];
    const consultation = aConsultation({ opinions: { [worker]: { state: 'asked' }, [adviser]: { state: 'asked' } } });
    const before = anInProgress({ steps: byId(aStep({ agency: worker })), consultations: byId(consultation) });
    const given = { ...consultation, revision: 2, opinions: { ...consultation.opinions, [adviser]: { state: 'given' as const } } };
    const after = { ...before, version: 6, consultations: byId(given) };
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, after));
    expect((await store.inbox(adviser, { limit: 10 })).rows).toEqual([]);
    expect((await store.inbox(worker, { limit: 10 })).rows).toHaveLength(2);
    const { id, code, steps, consultations } = after;
    await store.commit(aChange(after, aWithdrawn({ id, code, steps, consultations, version: 7 })));
    expect((await store.inbox(worker, { limit: 10 })).rows).toEqual([]);
  });

  it('moves a step that was opened again to its new place', async () => {
    const { store } = harness();
    const agency = anAgencyCode();
    const before = anInProgress({ steps: byId(aStep({ agency })) });
    const after = { ...before, version: 6, steps: byId(aStep({ agency, round: 2, dueAt: '2026-12-01T00:00:00.000Z' })) };
    await store.commit(aChange(undefined, before));
    await store.commit(aChange(before, after));
    expect((await store.inbox(agency, { limit: 10 })).rows.map((row) => row.dueAt)).toEqual(['2026-12-01T00:00:00.000Z']);
  });

  it('finds every dossier an agency received, for ever, page by page and oldest first', async () => {
    const { store } = harness();
    const receivingAgency = anAgencyCode();
    const dossiers = Array.from({ length: 5 }, (_none, index) => aSubmitted({ receivingAgency, submittedAt: `2026-11-2${5 - index}T01:00:00.000Z` }));
    for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
    await store.commit(aChange(undefined, aDraft({ receivingAgency })));
    const [first] = dossiers;
    if (first === undefined) throw new Error('There is no dossier.');
    const { id, code, submittedAt } = first;
    await store.commit(aChange(first, aWithdrawn({ id, code, submittedAt, receivingAgency })));
    expect(await allPages((page) => store.received(receivingAgency, page))).toEqual(dossiers.toReversed().map((each) => each.id));
    expect((await store.received(anAgencyCode(), { limit: 10 })).rows).toEqual([]);
  });

  it('finds every dossier an agency has or had a step of, each once, and no longer when the step is somebody else\'s', async () => {
    const { store } = harness();
    const [agency, other] = [anAgencyCode(), anAgencyCode()];
    const steps = byId(aStep({ id: 'one', agency }), aStep({ id: 'three', agency, state: 'answered' }), aStep({ id: 'two', agency }));
    const dossiers = Array.from({ length: 4 }, () => anInProgress({ steps }));
    for (const dossier of dossiers) await store.commit(aChange(undefined, dossier));
    expect(await allPages((page) => store.worked(agency, page))).toEqual(dossiers.map(({ id }) => id).toSorted());
    const [first] = dossiers;
    if (first === undefined) throw new Error('There is no dossier.');
    await store.commit(aChange(first, { ...first, version: first.version + 1, steps: byId(aStep({ id: 'one', agency: other }), aStep({ id: 'three', agency: other, state: 'answered' }), aStep({ id: 'two', agency: other })) }));
    expect(await allPages((page) => store.worked(agency, page))).not.toContain(first.id);
    expect((await store.worked(other, { limit: 10 })).rows).toEqual([first.id]);
  });

  it('gives a long inbox page by page, each line once', async () => {
    const { store } = harness();
    const agency = anAgencyCode();
    const steps = Array.from({ length: 5 }, (_none, index) => aStep({ id: `step-${index}`, agency, dueAt: `2026-11-2${9 - index}T00:00:00.000Z` }));
    const opinions = { [agency]: { state: 'asked' as const } };
    await store.commit(aChange(undefined, anInProgress({ receivingAgency: agency, steps: byId(...steps), consultations: byId(aConsultation({ opinions })) })));
    await store.commit(aChange(undefined, aSubmitted({ receivingAgency: agency })));
    const seen: string[] = [];
    let cursor: string | undefined;
    const lengths: number[] = [];
    do {
      const page = await store.inbox(agency, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.rows.map((row) => row.dueAt));
      lengths.push(page.rows.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(lengths).toEqual([3, 3, 1]);
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(7);
  });

  it('ends the last page without a cursor when the rows are just as many as asked', async () => {
    const { store } = harness();
    const agency = anAgencyCode();
    await store.commit(aChange(undefined, aSubmitted({ receivingAgency: agency })));
    expect(await store.inbox(agency, { limit: 1 })).not.toHaveProperty('cursor');
  });

  it('lets nobody into another inbox with a cursor from there', async () => {
    const { store } = harness();
    const [mine, theirs] = [anAgencyCode(), anAgencyCode()];
    for (const agency of [mine, theirs, theirs]) await store.commit(aChange(undefined, aSubmitted({ receivingAgency: agency })));
    const { cursor = '' } = await store.inbox(theirs, { limit: 1 });
    const { rows } = await store.inbox(mine, { limit: 10, cursor });
    expect(rows.length).toBeLessThanOrEqual(1);
    const own = (await store.inbox(mine, { limit: 10 })).rows;
    expect(own).toEqual(expect.arrayContaining([...rows]));
  });

  it.each(['', 'no cursor at all', Buffer.from('{"after":"x#y"}').toString('base64url'), Buffer.from('{"pk":"D#1"}').toString('base64url')])('refuses %j as a cursor', async (cursor) => {
    const { store } = harness();
    await expect(store.inbox('H26.014', { limit: 10, cursor })).rejects.toMatchObject({ details: { kind: 'malformed', code: 'cursor-malformed' } });
    await expect(store.owned('sub', { limit: 10, cursor })).rejects.toMatchObject({ details: { kind: 'malformed', code: 'cursor-malformed' } });
  });
}

export function listsOwned(harness: () => DossierStoreHarness): void {
  it('lists the newest first, drafts and closed ones too, and nobody else\'s', async () => {
    const { store } = harness();
    const [ownerId, somebody] = [aDossierId(), aDossierId()];
    const draft = aDraft({ ownerId, createdAt: '2026-11-23T01:00:00.000Z' });
    const withdrawn = aWithdrawn({ ownerId, createdAt: '2026-11-20T01:00:00.000Z' });
    const submitted = aSubmitted({ ownerId, createdAt: '2026-11-24T01:00:00.000Z' });
    for (const dossier of [draft, withdrawn, submitted, aDraft({ ownerId: somebody })]) await store.commit(aChange(undefined, dossier));
    const first = await store.owned(ownerId, { limit: 2 });
    expect(first.rows).toEqual([
      { dossierId: submitted.id, code: submitted.code, procedureCode: '1.001193', status: 'submitted', createdAt: submitted.createdAt },
      { dossierId: draft.id, procedureCode: '1.001193', status: 'draft', createdAt: draft.createdAt },
    ]);
    const { cursor = '' } = first;
    const second = await store.owned(ownerId, { limit: 2, cursor });
    expect(second.rows.map((row) => row.status)).toEqual(['withdrawn']);
    expect(second).not.toHaveProperty('cursor');
  });
}

export function listsSignatures(harness: () => DossierStoreHarness): void {
  it('shows a document to its agency and to the one officer who is to sign, until it is signed', async () => {
    const { store } = harness();
    const [officer, next, agency] = [aDossierId(), aDossierId(), anAgencyCode()];
    const signers = [officer, next].map((each) => ({ capacity: 'officer' as const, agency, officer: each, state: 'waiting' as const, delegations: [] }));
    const document = aDocument({ agency, signers });
    const before = anInProgress({ steps: {}, documents: byId(document) });
    const row = { dossierId: before.id, code: before.code, procedureCode: '1.001193', dueAt: document.dueAt };
    await store.commit(aChange(undefined, before));
    expect((await store.signaturesOf(officer, { limit: 10 })).rows).toEqual([{ ...row, documentId: document.id }]);
    expect((await store.signaturesOf(next, { limit: 10 })).rows).toEqual([]);
    expect((await store.inbox(agency, { limit: 10 })).rows).toEqual([{ ...row, kind: 'signature', itemId: document.id }]);
    const signed = signers.map((each, index) => (index === 0 ? { ...each, state: 'signed' as const } : each));
    const after = { ...before, version: 6, documents: byId({ ...document, signers: signed, revision: 2 }) };
    await store.commit(aChange(before, after));
    expect((await store.signaturesOf(officer, { limit: 10 })).rows).toEqual([]);
    expect((await store.signaturesOf(next, { limit: 10 })).rows).toHaveLength(1);
    await store.commit(aChange(after, { ...after, version: 7, documents: byId({ ...document, signers: signed, revision: 3, state: 'refused' }) }));
    expect((await store.signaturesOf(next, { limit: 10 })).rows).toEqual([]);
    expect((await store.inbox(agency, { limit: 10 })).rows).toEqual([]);
  });

  it('gives a long list of signatures page by page', async () => {
    const { store } = harness();
    const officer = aDossierId();
    for (let hour = 1; hour <= 3; hour += 1) {
      const document = aDocument({ dueAt: `2026-11-24T0${hour}:00:00.000Z`, signers: [{ capacity: 'officer', agency: 'H26.001.02', officer, state: 'waiting', delegations: [] }] });
      await store.commit(aChange(undefined, anInProgress({ documents: byId(document) })));
    }
    const first = await store.signaturesOf(officer, { limit: 2 });
    const { cursor = '' } = first;
    const second = await store.signaturesOf(officer, { limit: 2, cursor });
    expect([...first.rows, ...second.rows].map(({ dueAt }) => dueAt.slice(11, 13))).toEqual(['01', '02', '03']);
    expect(second).not.toHaveProperty('cursor');
  });
}

export function listsAssigned(harness: () => DossierStoreHarness): void {
  const step = (id: string, officer: string | undefined, dueAt: string) => aStep({ id, dueAt, ...(officer === undefined ? {} : { officer }) });

  it('shows an officer the open steps that were given to him, the most urgent first, and nobody else\'s', async () => {
    const { store } = harness();
    const [officer, somebody] = [aDossierId(), aDossierId()];
    const steps = [step('later', officer, '2026-11-27T00:00:00.000Z'), step('soon', officer, '2026-11-25T00:00:00.000Z'), step('theirs', somebody, '2026-11-25T00:00:00.000Z'), step('nobodys', undefined, '2026-11-24T00:00:00.000Z')];
    const dossier = anInProgress({ steps: byId(...steps) });
    await store.commit(aChange(undefined, dossier));
    const first = await store.assignedTo(officer, { limit: 1 });
    expect(first.rows).toEqual([{ dossierId: dossier.id, code: dossier.code, procedureCode: '1.001193', stepId: 'soon', dueAt: '2026-11-25T00:00:00.000Z', atRiskAt: '2026-11-24T03:00:00.000Z' }]);
    const { cursor = '' } = first;
    const second = await store.assignedTo(officer, { limit: 1, cursor });
    expect(second.rows.map(({ stepId }) => stepId)).toEqual(['later']);
    expect(second).not.toHaveProperty('cursor');
    await expect(store.assignedTo(officer, { limit: 1, cursor: 'no cursor' })).rejects.toMatchObject({ details: { code: 'cursor-malformed' } });
  });

  it('takes a step from an officer\'s list when it is given to another, when it is answered, and when the dossier is over', async () => {
    const { store } = harness();
    const [officer, somebody] = [aDossierId(), aDossierId()];
    const count = async (who: string) => (await store.assignedTo(who, { limit: 10 })).rows.length;
    const due = '2026-11-27T00:00:00.000Z';
    const before = anInProgress({ steps: byId(step('one', officer, due), step('two', officer, due), step('three', officer, due)) });
    const after = { ...before, version: 6, steps: byId(step('one', somebody, due), { ...step('two', officer, due), state: 'answered' as const }, step('three', officer, due)) };
    await store.commit(aChange(undefined, before));
    expect(await count(officer)).toBe(3);
    await store.commit(aChange(before, after));
    expect([await count(officer), await count(somebody)]).toEqual([1, 1]);
    const { id, code, steps, consultations } = after;
    await store.commit(aChange(after, aWithdrawn({ id, code, steps, consultations, version: 7 })));
    expect([await count(officer), await count(somebody)]).toEqual([0, 0]);
  });
}

async function allPages(list: (page: PageRequest) => Promise<Page<string>>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return seen;
}
