import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDraft } from '#local/api-client/hand-in';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { dossiersInEachState, type StateWord } from '#test/support/scenario/dossiers-in-each-state';
import { expectProblem } from '#test/support/scenario/expect-problem';
import { tokenForge } from '#test/support/scenario/forged-tokens';
import { sendRaw, type RawCall } from '#test/support/scenario/raw-call';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const applicant = { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001' };
const creation = { procedureCode: '3.000722', channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', application: { applicant } };
const paper = { slot: 'birth-declaration', fileName: 'to-khai.pdf', contentType: 'application/pdf', sizeBytes: 1000, sha256: 'a'.repeat(64) };
const answer = { outcome: 'result', resultReference: 'KQ-1' };
const bodyOf = (kilobytes: number) => JSON.stringify({ ...creation, application: { applicant, form: { note: 'x'.repeat(kilobytes * 1024) } } });

const upload = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) });
const granted = z.object({ papers: z.tuple([z.object({ paperId: z.string(), upload })]) });

/** Sends bytes by an upload form and gives back what the store says. */
async function post({ url, fields }: z.infer<typeof upload>, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]));
  return (await fetch(url, { method: 'POST', body: form })).text();
}

type Row = readonly [title: string, line: string, details: Omit<RawCall, 'line' | 'token'> & { as?: string }, expected: string];

/** `{draft}` and the like stand for the id of a dossier in that state. */
const ROWS: readonly Row[] = [
  ['JSON that breaks off', 'POST /v1/dossiers', { body: '{"procedureCode": "3.00' }, '400 malformed-json'],
  ['half of a surrogate pair', 'POST /v1/dossiers', { body: '"\\ud800"' }, '400 control-character'],
  ['no body where one is needed', 'POST /v1/dossiers', {}, '400 body-missing'],
  ['JSON nested too deep', 'POST /v1/dossiers', { body: '['.repeat(40) + ']'.repeat(40) }, '400 nested-too-deep'],
  ['an unknown field', 'POST /v1/dossiers', { body: { ...creation, priority: 'high' } }, '400 unknown-field'],
  ['an unknown field further in', 'POST /v1/dossiers', { body: { ...creation, application: { applicant: { ...applicant, salary: 1 } } } }, '400 unknown-field'],
  ['a missing field', 'POST /v1/dossiers', { body: { ...creation, application: { applicant: { fullName: 'Lan' } } } }, '400 missing-field'],
  ['a number where text belongs', 'POST /v1/dossiers', { body: { ...creation, procedureCode: 3 } }, '400 wrong-type'],
  ['a list where an object belongs', 'POST /v1/dossiers', { body: [] }, '400 wrong-type'],
  ['a channel nobody knows', 'POST /v1/dossiers', { body: { ...creation, channel: 'fax' } }, '400 invalid-field'],
  ['control characters in a name', 'POST /v1/dossiers', { body: { ...creation, application: { applicant: { ...applicant, fullName: 'Lan\u0000' } } } }, '400 control-character'],
  ['a body over 256 KB', 'POST /v1/dossiers', { body: bodyOf(300) }, '413 payload-too-large'],
  ['text that is no JSON by its type', 'POST /v1/dossiers', { body: JSON.stringify(creation), headers: { 'content-type': 'text/plain' } }, '415 unsupported-media-type'],
  ['JSON in another character set', 'POST /v1/dossiers', { body: JSON.stringify(creation), headers: { 'content-type': 'application/json; charset=utf-16' } }, '415 unsupported-media-type'],
  ['an unknown procedure', 'POST /v1/dossiers', { body: { ...creation, procedureCode: '9.999999' } }, '422 procedure-not-in-force'],
  ['reading an unknown procedure', 'GET /v1/procedures/9.999999', {}, '404 procedure-not-found'],
  ['a version that is in force only next year', 'POST /v1/dossiers', { body: { ...creation, procedureCode: '7.000001' } }, '422 procedure-not-in-force'],
  ['a version that was withdrawn', 'POST /v1/dossiers', { body: { ...creation, procedureCode: '7.000002' } }, '422 procedure-not-in-force'],
  ['a channel the procedure does not offer', 'POST /v1/dossiers', { body: { ...creation, channel: 'post' } }, '422 channel-not-offered'],
  ['an unknown option', 'POST /v1/dossiers', { body: { ...creation, choices: { colour: 'red' } } }, '422 invalid-choices'],
  ['an unknown value of an option', 'POST /v1/dossiers', { body: { ...creation, choices: { 'identity-card': 'perhaps' } } }, '422 invalid-choices'],
  ['a receiving agency that is not in the register', 'POST /v1/dossiers', { body: { ...creation, receivingAgency: 'H99.999' } }, '422 no-one-stop'],
  ['a receiving agency that is no one-stop', 'POST /v1/dossiers', { body: { ...creation, receivingAgency: 'H99.012' } }, '422 no-one-stop'],
  ['a query parameter nobody knows', 'GET /v1/dossiers?colour=red', {}, '400 malformed-query'],
  ['a cursor of nobody', 'GET /v1/dossiers?cursor=abc', {}, '400 cursor-malformed'],
  ['no Idempotency-Key', 'POST /v1/dossiers', { body: creation, headers: { 'idempotency-key': undefined } }, '400 idempotency-key-missing'],
  ['an Idempotency-Key that is too short', 'POST /v1/dossiers', { body: creation, headers: { 'idempotency-key': 'short' } }, '400 idempotency-key-malformed'],
  ['a used Idempotency-Key with another body', 'POST /v1/dossiers', { body: { ...creation, choices: { 'identity-card': 'with' } }, headers: { 'idempotency-key': 'draft-in-each-state-creation' } }, '422 idempotency-key-reused'],
  ['a dossier that does not exist', 'POST /v1/dossiers/ds-00000000000000000000000000000000/submission', {}, '404 dossier-not-found'],
  ['an id that cannot be one', 'POST /v1/dossiers/x/submission', {}, '404 address-not-found'],
  ['a code that cannot be one', 'GET /v1/lookup/H99-1', {}, '400 dossier-code-malformed'],
  ['a code nobody was given', 'GET /v1/lookup/H99.101.01-240101-9999', {}, '404 dossier-not-found'],
  ['a hand-in with papers missing', 'POST /v1/dossiers/{draft}/submission', {}, '422 paper-missing'],
  ['an unknown slot', 'POST /v1/dossiers/{draft}/papers', { body: { papers: [{ ...paper, slot: 'love-letter' }] } }, '422 paper-not-acceptable'],
  ['a paper of a kind not taken', 'POST /v1/dossiers/{draft}/papers', { body: { papers: [{ ...paper, contentType: 'application/zip' }] } }, '422 paper-not-acceptable'],
  ['a paper too large for its slot', 'POST /v1/dossiers/{draft}/papers', { body: { papers: [{ ...paper, sizeBytes: 11 * 1024 ** 2 }] } }, '422 paper-not-acceptable'],
  ['a hash that is none', 'POST /v1/dossiers/{draft}/papers', { body: { papers: [{ ...paper, sha256: 'abc' }] } }, '400 invalid-field'],
  ['a stale version', 'POST /v1/dossiers/{submitted}/acceptance', { as: 'desk-an-hoa', headers: { 'if-match': '"1"' } }, '412 stale-version'],
  ['an If-Match that is no ETag', 'POST /v1/dossiers/{submitted}/acceptance', { as: 'desk-an-hoa', headers: { 'if-match': '2' } }, '400 malformed-if-match'],
  ['a refusal without reasons', 'POST /v1/dossiers/{submitted}/refusal', { as: 'desk-an-hoa', body: { reasons: [] } }, '400 invalid-field'],
  ['a step answered twice', 'POST /v1/dossiers/{in-progress}/steps/birth-registration/answer', { as: 'system-h99.101', body: answer }, '409 step-not-open'],
  ['an unknown step', 'POST /v1/dossiers/{in-progress}/steps/no-such-step/answer', { as: 'system-h99.101', body: answer }, '404 step-not-found'],
  ['a step whose name is a part of every object', 'POST /v1/dossiers/{in-progress}/steps/constructor/answer', { as: 'system-h99.101', body: answer }, '404 step-not-found'],
  ['an unknown step, read', 'GET /v1/dossiers/{in-progress}/steps/no-such-step', { as: 'desk-an-hoa' }, '404 step-not-found'],
  ['an answer by an agency of another step', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/answer', { as: 'system-h99.101', body: answer }, '403 not-allowed'],
  ['an answer by an agency that has no part in it', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/answer', { as: 'system-h99.012', body: answer }, '404 dossier-not-found'],
  ['an answer by the applicant', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/answer', { body: answer }, '403 not-allowed'],
  ['a "cannot" without reasons', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/answer', { as: 'officer-police', body: { outcome: 'cannot' } }, '422 reasons-missing'],
  ['a return that names nothing to supply', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/answer', { as: 'officer-police', body: { outcome: 'return-for-supplement', reasons: ['Thiếu giấy tờ'] } }, '422 supplement-items-missing'],
  ['opinions the procedure does not foresee', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/consultations', { as: 'officer-police', body: { consultationId: 'anything' } }, '422 consultation-not-foreseen'],
  ['an obligation where none is awaited', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/obligation', { as: 'officer-police', body: { amountDong: 1000, reference: 'TB-1' } }, '409 move-not-allowed'],
  ['a sum with a fraction', 'POST /v1/dossiers/{in-progress}/steps/permanent-residence/obligation', { as: 'officer-police', body: { amountDong: 0.5, reference: 'TB-1' } }, '400 wrong-type'],
];

/** Every move with the states it may start from; from all others it is refused. */
const MOVES: readonly (readonly [move: string, as: string, body: unknown, from: readonly StateWord[]])[] = [
  ['papers', 'citizen-lan', { papers: [paper] }, ['draft', 'awaiting-supplement']],
  ['submission', 'citizen-lan', undefined, ['draft']],
  ['supplement', 'citizen-lan', {}, ['awaiting-supplement']],
  ['withdrawal', 'citizen-lan', { reason: 'Không còn nhu cầu' }, ['submitted', 'awaiting-supplement', 'in-progress']],
  ['acceptance', 'desk-an-hoa', undefined, ['submitted']],
  ['supplement-request', 'desk-an-hoa', { items: ['Tờ khai'], reasons: ['Thiếu'] }, ['submitted']],
  ['refusal', 'desk-an-hoa', { reasons: ['Không thuộc thẩm quyền'] }, ['submitted']],
  ['hand-over', 'desk-an-hoa', { method: 'desk' }, ['settled']],
  ['steps/birth-registration/answer', 'system-h99.101', answer, ['draft', 'submitted', 'awaiting-supplement', 'refused', 'in-progress']],
];

describe('Bad input is refused with its own problem, says what to mend, and changes nothing', () => {
  let scenario: Scenario;
  let ids: Record<StateWord, string>;
  beforeAll(async () => {
    scenario = await startScenario();
    for (const changes of [{ code: '7.000001', effective: { from: '2127-01-01' } }, { code: '7.000002', status: 'withdrawn' }]) {
      await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', changes));
    }
    ids = await dossiersInEachState(scenario);
  }, 120_000);
  afterAll(() => scenario.stop());

  /** All there is to be changed: the applicant's list, and version and history of the dossiers meant. */
  const record = async (dossierIds: readonly string[]) => ({
    list: (await scenario.as('citizen-lan').get('/v1/dossiers?limit=100'))['rows'],
    dossiers: await Promise.all(dossierIds.map(async (id) => [(await scenario.read(id)).version, await scenario.events(id)])),
  });
  const send = async ({ as = 'citizen-lan', ...call }: RawCall & { as?: string }, language: 'vi' | 'en') => {
    const line = Object.entries(ids).reduce((text, [word, id]) => text.replace(`{${word}}`, id), call.line);
    const wish = language === 'en' ? { 'accept-language': 'en-GB, vi;q=0.5' } : {};
    return sendRaw(scenario.cell.apiUrl, { ...call, line, token: await token(as), headers: { ...wish, ...call.headers } });
  };
  const tokens = new Map<string, Promise<string>>();
  const token = (principal: string) => {
    const held = tokens.get(principal) ?? scenario.identity.tokenFor(principal);
    tokens.set(principal, held);
    return held;
  };

  it.each(ROWS)('%s', async (_title, line, details, expected) => {
    const [status, code = ''] = expected.split(' ');
    const meant = Object.entries(ids).flatMap(([word, id]) => (line.includes(`{${word}}`) ? [id] : []));
    const before = await record(meant);
    const vietnamese = expectProblem(await send({ line, ...details }, 'vi'), { status: Number(status), code, language: 'vi' });
    const english = expectProblem(await send({ line, ...details }, 'en'), { status: Number(status), code, language: 'en' });
    expect(english.title).not.toBe(vietnamese.title);
    expect(english.mend).toEqual(vietnamese.mend);
    expect(await record(meant)).toEqual(before);
  });

  it.each(MOVES)('"%s" is refused from every state that forbids it', async (move, as, body, from) => {
    const forbidding = Object.keys(ids).filter((state) => !from.some((allowed) => allowed === state));
    const before = await record(Object.values(ids));
    for (const state of forbidding) {
      expectProblem(await send({ line: `POST /v1/dossiers/{${state}}/${move}`, as, body }, 'vi'), { status: 409, code: 'move-not-allowed', language: 'vi' });
    }
    expect(await record(Object.values(ids))).toEqual(before);
  });

  it('papers whose bytes are too many, are not those announced, or never came keep the dossier from being handed in', async () => {
    const lan = scenario.as('citizen-lan');
    const { id } = await createDraft(lan, { ...creation, channel: 'online', key: 'bad-papers' });
    const bytes = madeUpPaper('birth-declaration', 1000);
    const order = { ...paper, sha256: createHash('sha256').update(bytes).digest('hex') };
    const grant = async () => granted.parse(await lan.post(`/v1/dossiers/${id}/papers`, { papers: [order] })).papers[0];
    const [first, handIn] = [await grant(), async () => send({ line: `POST /v1/dossiers/${id}/submission` }, 'vi')];
    const before = await record([id]);

    expect(await post(first.upload, madeUpPaper('birth-declaration', 1001))).toContain('<Code>EntityTooLarge</Code>');
    expect(await post(first.upload, madeUpPaper('birth-evidence', 1000))).toContain('<Code>BadDigest</Code>');
    expectProblem(await handIn(), { status: 422, code: 'paper-not-uploaded', language: 'vi' });
    expect(await record([id])).toEqual(before);

    const { region, credentials, urls } = scenario.cell;
    const s3 = new S3Client({ region, credentials, endpoint: urls.s3, forcePathStyle: true });
    const Bucket = new URL(first.upload.url).pathname.replaceAll('/', '');
    await s3.send(new PutObjectCommand({ Bucket, Key: `quarantine/${id}/${first.paperId}`, Body: madeUpPaper('another', 1000), ChecksumAlgorithm: 'SHA256' }));
    s3.destroy();
    expectProblem(await handIn(), { status: 422, code: 'paper-hash-differs', language: 'vi' });

    const second = await grant();
    expect(await post(second.upload, bytes)).toBe('');
    expectProblem(await handIn(), { status: 422, code: 'paper-missing', language: 'vi' });
  });

  it('a body that the gateway itself does not take is refused by the gateway', async () => {
    expect((await send({ line: 'POST /v1/dossiers', body: bodyOf(10_300) }, 'vi')).status).toBe(413);
  });

  it('tokens that are missing, over, forged or meant for others are refused, each with its own problem', async () => {
    const forge = await tokenForge(scenario);
    const good = await forge({});
    const [head = '', claims = '', signature = ''] = good.split('.');
    const altered = Buffer.from(Buffer.from(claims, 'base64url').toString().replace('"citizen"', '"administrator"')).toString('base64url');
    const show = (shown: string | undefined) => sendRaw(scenario.cell.apiUrl, { line: 'GET /v1/dossiers', token: shown });
    const refused = async (shown: string | undefined, code: string) => {
      const answer = await show(shown);
      expectProblem(answer, { status: 401, code, language: 'vi' });
      return answer.headers.get('www-authenticate');
    };
    expect((await show(good)).status).toBe(200);
    expect(await refused(undefined, 'token-missing')).toBe('Bearer realm="mot-cua"');
    expect(await refused(await forge({ expiresInSeconds: -1 }), 'token-expired')).toBe('Bearer realm="mot-cua", error="invalid_token", error_description="token-expired"');
    await refused(await forge({ issuer: 'https://login.elsewhere.example' }), 'token-wrong-issuer');
    await refused(await forge({ audience: 'another-api' }), 'token-wrong-audience');
    for (const bad of [await forge({ withForeignKey: true }), [head, altered, signature].join('.'), `${good}x`, 'nonsense', 'mct_nonsense']) await refused(bad, 'token-invalid');
  });

  it.each([
    ['without our claims', {}],
    ['of a kind we do not know', { mc_kind: 'king' }],
    ['of an officer who does not say of which agency', { mc_kind: 'officer', mc_roles: 'desk' }],
  ])('a token %s is incomplete', async (_title, claims) => {
    const call = { line: `GET /v1/dossiers/${ids.submitted}`, token: await (await tokenForge(scenario))({ claims }) };
    expectProblem(await sendRaw(scenario.cell.apiUrl, call), { status: 403, code: 'token-incomplete', language: 'vi' });
  });
});
