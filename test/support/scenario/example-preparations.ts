import { z } from 'zod';
import { Temporal } from '#domain/kernel/temporal';
import { logDayAt } from '#domain/log/log-days';
import { createDraft } from '#local/api-client/hand-in';
import { answeredByNumber } from '#local/seed/seed-province';
import { clientAssertion } from '#local/start/system-clients';
import { BULK_PREPARATIONS } from './example-bulk.ts';
import { DOCUMENT_PREPARATIONS } from './example-documents.ts';
import { onPaper, onParts, onScans } from './example-papers.ts';
import { asIs, BIRTH, eventually, HOUSE, LAND, type Preparation } from './example-preparation.ts';
import { onNewKey, onSigners } from './example-signing.ts';
import { SUBSCRIPTION_PREPARATIONS } from './example-subscriptions.ts';
import { shippedProcedure } from './shipped-procedure.ts';
import type { Scenario } from './start-scenario.ts';

const AT_HOME = { channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const WRITTEN = { code: 'H99.101.01-261126-0001', consulted: 'H99.101.01-261126-0002', id: 'ds-0a1b2c3d4e5f60718293a4b5c6d7e8f9', client: 'cl-0123456789abcdef01234567' } as const;
const DESK = 'desk-an-hoa';
const KEY = { kty: 'OKP', crv: 'Ed25519' } as const;

/** What every example needs: publish once before the first of them. A step is answered with one call. */
export async function publishWithoutPapers(scenario: Scenario): Promise<void> {
  for (const [code, like] of [[BIRTH, '3.000722'], [HOUSE, '1.013225'], [LAND, '1.013831']] as const) {
    await scenario.as('administrator').post('/v1/procedures', answeredByNumber(shippedProcedure(like, { code, papers: [] })));
  }
}

let drafts = 0;

async function draft(scenario: Scenario, procedureCode: string): Promise<string> {
  drafts += 1;
  return (await createDraft(scenario.as('citizen-lan'), { ...AT_HOME, procedureCode, key: `example-draft-${String(drafts)}` })).id;
}

async function submitted(scenario: Scenario): Promise<Record<string, string>> {
  const { code } = await scenario.handIn('citizen-lan', { procedureCode: BIRTH });
  return { [WRITTEN.code]: code };
}

/** Accepted, with the birth being registered. */
async function working(scenario: Scenario): Promise<{ readonly id: string; readonly words: Record<string, string> }> {
  const { id, code } = await scenario.accepted('citizen-lan', { procedureCode: BIRTH });
  await scenario.untilOpen(id, 'birth-registration');
  return { id, words: { [WRITTEN.code]: code, [WRITTEN.id]: id } };
}

const onWorking = (who: string | undefined): Preparation => async (scenario) => ({ who, inPlaceOf: (await working(scenario)).words });
const onSubmitted = (who: string): Preparation => async (scenario) => ({ who, inPlaceOf: await submitted(scenario) });

async function afterMove(scenario: Scenario, words: Record<string, string>, { move, body }: { readonly move: string; readonly body: unknown }): Promise<Record<string, string>> {
  await scenario.as(DESK).post(`/v1/dossiers/${words[WRITTEN.code] ?? ''}/${move}`, body);
  return words;
}

async function house(scenario: Scenario): Promise<string> {
  const { id } = await scenario.accepted('citizen-lan', { procedureCode: HOUSE });
  await scenario.untilOpen(id, 'appraise-house');
  return id;
}

async function owingTax(scenario: Scenario): Promise<string> {
  const { id } = await scenario.accepted('citizen-lan', { procedureCode: LAND });
  for (const step of ['appraise', 'send-tax-slip']) {
    await scenario.untilOpen(id, step);
    await scenario.answer(id, step);
  }
  await scenario.untilOpen(id, 'tax-obligation');
  return id;
}

async function settled(scenario: Scenario): Promise<Record<string, string>> {
  const { id, words } = await working(scenario);
  await scenario.answer(id, 'birth-registration', { outcome: 'cannot', reasons: ['Đã đăng ký tại nơi khác'] });
  await scenario.until(id, ({ status }) => status === 'settled');
  return words;
}

async function late(scenario: Scenario): Promise<Record<string, string>> {
  const { id, words } = await working(scenario);
  const step = (await scenario.read(id)).steps.find((each) => each.id === 'birth-registration');
  await scenario.moveTo(step?.dueAt ?? '');
  await eventually('the officer was told', async () => (await scenario.events(id)).some(({ type, rung }) => type === 'LatenessEscalated' && rung === 'officer'));
  return words;
}

const DAY_MILLISECONDS = 24 * 60 * 60_000;
const sealedDays = z.object({ rows: z.array(z.looseObject({ day: z.string() })) });

/** Lets a day go by, and waits for its seal. */
async function nextDaySealed(scenario: Scenario): Promise<string> {
  await scenario.cell.settled();
  const day = logDayAt(Temporal.Instant.fromEpochMilliseconds(scenario.cell.clock.now()));
  scenario.cell.clock.advance(DAY_MILLISECONDS);
  const newest = async () => sealedDays.parse(await scenario.as(undefined).get('/v1/log/days?limit=1')).rows[0]?.day ?? '';
  await eventually('the day is sealed', async () => (await newest()) >= day);
  return day;
}

const proposals = z.object({ rows: z.array(z.looseObject({ edition: z.number(), state: z.string() })) });
/** Longer than any reader holds an old calendar. */
const FORGOTTEN_MILLISECONDS = 3 * 60_000;

/** A calendar that waits for its approval: the one that does already, or a new one once the last has been applied. */
async function proposed(scenario: Scenario): Promise<Record<string, string>> {
  const newest = async () => proposals.parse(await scenario.as('administrator').get('/v1/calendars/proposals?limit=1')).rows[0];
  await scenario.cell.settled();
  if (['approved', 'applying'].includes((await newest())?.state ?? '')) scenario.cell.clock.advance(FORGOTTEN_MILLISECONDS);
  await eventually('the calendar before is applied', async () => !['approved', 'applying'].includes((await newest())?.state ?? ''));
  if (['applied', 'rejected', undefined].includes((await newest())?.state)) await scenario.as('administrator').post('/v1/calendars', {});
  await eventually('the calendar waits for approval', async () => (await newest())?.state === 'awaiting-approval');
  return { '1': String((await newest())?.edition) };
}

const onProposed: Preparation = async (scenario) => ({ who: 'administrator', inPlaceOf: await proposed(scenario) });

/** A system with two keys, so that one can go. */
const onClient: Preparation = async (scenario) => {
  const keys = ['2026-11', '2026-12'].map((id, index) => ({ id, publicJwk: { ...KEY, x: Buffer.alloc(32, drafts * 2 + index + 1).toString('base64url') } }));
  drafts += 1;
  const { id } = await scenario.as('administrator').post('/v1/clients', { kind: 'agency-system', agency: 'H99.013', name: 'Phần mềm bảo hiểm', keys });
  return { who: 'administrator', inPlaceOf: { [WRITTEN.client]: String(id) } };
};

/**
 * Puts the thing an example is about into a state where the example succeeds, by operation id. A new operation needs a line here:
 * who sends it, and which of its written ids stand for what was made.
 */
export const PREPARATIONS: Readonly<Record<string, Preparation>> = {
  readOpenapi: asIs(undefined),
  searchProcedures: asIs(undefined),
  readProcedure: asIs(undefined),
  previewDueDate: asIs(undefined),
  readCalendars: asIs(undefined),
  readPublicScoreboard: asIs(undefined),
  reportSignatures: asIs(undefined),
  lookUpDossier: onWorking(undefined),
  lookUpDeadlines: onWorking(undefined),

  listPapers: onPaper,
  readPaper: onPaper,
  readPaperSignatures: onPaper,
  listReadings: onPaper,
  readKeys: asIs(undefined),
  listDays: asIs(undefined),
  readDay: async (scenario) => ({ who: undefined, inPlaceOf: { '2026-11-26': await nextDaySealed(scenario) } }),
  readProof: async (scenario) => {
    const { words } = await working(scenario);
    await nextDaySealed(scenario);
    return { who: 'citizen-lan', inPlaceOf: words };
  },

  registerAgency: asIs('administrator'),
  registerIdentity: onNewKey,
  readIdentity: onSigners,
  listIdentities: onSigners,
  publishProcedure: asIs('administrator'),
  rebuildFigures: asIs('administrator'),
  rehydrateDossier: onWorking('administrator'),
  proposeCalendar: asIs('administrator'),
  listProposals: asIs('administrator'),
  readProposal: onProposed,
  approveCalendar: onProposed,
  rejectCalendar: onProposed,
  resumeReplay: onProposed,
  listMoves: onProposed,

  listClients: asIs('administrator'),
  registerClient: asIs('administrator'),
  readClient: onClient,
  changeClient: onClient,
  addKey: onClient,
  revokeKey: onClient,
  issueToken: async ({ cell, systems }) => {
    const assertion = await clientAssertion(await systems.systemOf('H99.012'), { audience: `${cell.apiUrl}/v1/oauth/token`, now: cell.clock.now() });
    return { who: undefined, inPlaceOf: { 'eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMjYtMTEifQ.eyJpc3MiOiJjbC0wMTIzIn0.c2lnbmF0dXJl': assertion } };
  },

  listMyDossiers: asIs('citizen-lan'),
  listMyHoldings: asIs('citizen-lan'),
  createDossier: asIs('citizen-lan'),
  grantUpload: async (scenario) => ({ who: 'citizen-lan', inPlaceOf: { [WRITTEN.id]: await draft(scenario, '3.000722') } }),
  completeUpload: async (scenario) => ({ who: 'citizen-lan', inPlaceOf: await onParts(scenario, await draft(scenario, '3.000722')) }),
  submitDossier: async (scenario) => ({ who: 'citizen-lan', inPlaceOf: { [WRITTEN.id]: await draft(scenario, BIRTH) } }),
  supplementDossier: async (scenario) => ({
    who: 'citizen-lan',
    inPlaceOf: await afterMove(scenario, await submitted(scenario), { move: 'supplement-request', body: { items: ['Giấy chứng sinh'], reasons: ['Mờ'] } }),
  }),
  withdrawDossier: onWorking('citizen-lan'),
  readDossier: onWorking('citizen-lan'),
  readHistory: onWorking('citizen-lan'),
  readDeadlines: onWorking('citizen-lan'),

  acceptDossier: onSubmitted(DESK),
  digitisePapers: onScans,
  refuseDossier: onSubmitted(DESK),
  requestSupplement: onSubmitted(DESK),
  handOverResult: async (scenario) => ({ who: DESK, inPlaceOf: await settled(scenario) }),
  sendApology: onWorking(DESK),
  suspendClock: onWorking(DESK),
  liftSuspension: async (scenario) => ({
    who: DESK,
    inPlaceOf: await afterMove(scenario, (await working(scenario)).words, { move: 'suspension', body: { reason: 'Tòa án thụ lý', cites: 'Điều 19(2)', reference: '12/2026' } }),
  }),

  readInbox: asIs(DESK),
  readStep: onWorking('system-h99.101'),
  answerStep: onWorking('system-h99.101'),
  askAgain: onWorking('system-h99.101'),
  assignStep: onWorking('head-an-hoa'),
  acknowledgeLateness: async (scenario) => ({ who: 'officer-civil-status', inPlaceOf: await late(scenario) }),
  requestOpinions: async (scenario) => ({ who: 'system-h99.101', inPlaceOf: { [WRITTEN.consulted]: await house(scenario) } }),
  giveOpinion: async (scenario) => {
    const id = await house(scenario);
    await scenario.agency('H99.101').post(`/v1/dossiers/${id}/steps/appraise-house/consultations`, { consultationId: 'house-opinions' });
    return { who: 'system-h99.016', inPlaceOf: { [WRITTEN.consulted]: id } };
  },
  notifyObligation: async (scenario) => ({ who: 'system-h99.012', inPlaceOf: { [WRITTEN.code]: await owingTax(scenario) } }),

  ...BULK_PREPARATIONS,
  ...DOCUMENT_PREPARATIONS,
  ...SUBSCRIPTION_PREPARATIONS,

  listAgencyWork: asIs('head-an-hoa'),
  listMyWork: asIs('officer-civil-status'),
  readForm: onWorking('citizen-lan'),
  readSealedForm: onWorking('citizen-lan'),
  readRegister: asIs(DESK),
  previewTemplate: asIs('administrator'),
  readScoreboard: asIs('head-province'),
};
