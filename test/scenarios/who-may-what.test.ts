import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const APPLICANT = { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', phone: '0912345678' };
const PERSONAL = [...Object.values(APPLICANT), 'Nguyễn An Nhiên'];
const creation = { procedureCode: '1.013225', channel: 'desk', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', application: { applicant: APPLICANT } };
const paper = { slot: 'application', fileName: 'don.pdf', contentType: 'application/pdf', sizeBytes: 1000, sha256: 'a'.repeat(64) };
const apology = { reason: 'Quá tải', extension: { amount: 2, unit: 'working-day' } };
const paperOfLaw = { reason: 'Tòa án thụ lý', cites: 'Điều 19(2)', reference: '12/TA' };
const items = { items: ['Tờ khai'], reasons: ['Thiếu'] };
const bulk = { format: 'jsonl', sizeBytes: 100, sha256: 'b'.repeat(64) };
const key = { id: '2027-01', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } };

const methodWord = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

const named = z.object({ id: z.string() });

/** Every operation of the API's description, as the gateway names its route. */
function operationsDescribed(): string[] {
  const { paths } = described.parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  const named = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} /v1${path}`));
  return named.filter((operation) => methodWord.safeParse(operation.split(' ')[0]).success).toSorted();
}

/** In the order of the columns of the table. */
const WHO = {
  owner: 'citizen-minh', other: 'citizen-lan', firm: 'partner-sao-viet', firm2: 'partner-hai-dang', desk: 'desk-an-hoa', desk2: 'desk-binh-minh', step: 'officer-civil-status',
  head: 'head-an-hoa', off2: 'officer-police', far: 'desk-other-province', sys: 'system-h99.101', asked: 'system-h99.016', audit: 'auditor', admin: 'administrator', nobody: undefined,
} as const;

interface Sent {
  readonly body?: unknown;
  /** Which of the two dossiers it is about. @default over */
  readonly on?: 'open' | 'over';
  /** A version nothing has, so that whoever may change it is told 412 and nothing changes. */
  readonly ifMatch?: number;
}

const STALE = { ifMatch: 99 };
const OPEN = { on: 'open' } as const;

/**
 * Every operation of the API's description, and what each caller is told. `open` is a dossier agencies work on, `over` the same
 * kind with its result handed over: whoever may make a move there is told 409 that its state forbids it, and nothing changes.
 * 403 is for those who may know of the thing, 404 for all others.
 */
const TABLE: readonly (readonly [operation: string, sent: Sent, expected: string])[] = [
  ['DELETE /v1/clients/{clientId}/keys/{keyId}', STALE, '?'],
  ['DELETE /v1/subscriptions/{subscriptionId}', STALE, '?'],
  ['GET /v1/bulk-hand-ins', {}, '?'],
  ['GET /v1/bulk-hand-ins/{bulkId}', {}, '?'],
  ['GET /v1/calendars', {}, '?'],
  ['GET /v1/calendars/proposals', {}, '?'],
  ['GET /v1/calendars/{edition}', {}, '?'],
  ['GET /v1/calendars/{edition}/moves', {}, '?'],
  ['GET /v1/clients', {}, '?'],
  ['GET /v1/clients/{clientId}', {}, '?'],
  ['GET /v1/dossiers', {}, '?'],
  ['GET /v1/dossiers/{dossierId}', OPEN, '?'],
  ['GET /v1/dossiers/{dossierId}/deadlines', OPEN, '?'],
  ['GET /v1/dossiers/{dossierId}/events', OPEN, '?'],
  ['GET /v1/dossiers/{dossierId}/steps/{stepId}', OPEN, '?'],
  ['GET /v1/events', {}, '?'],
  ['GET /v1/exports/{exportId}', {}, '?'],
  ['GET /v1/inbox', {}, '?'],
  ['GET /v1/lookup/{dossierCode}', {}, '?'],
  ['GET /v1/lookup/{dossierCode}/deadlines', {}, '?'],
  ['GET /v1/openapi.json', {}, '?'],
  ['GET /v1/procedures', {}, '?'],
  ['GET /v1/procedures/{procedureCode}', {}, '?'],
  ['GET /v1/procedures/{procedureCode}/due-date', {}, '?'],
  ['GET /v1/sla/agency', {}, '?'],
  ['GET /v1/sla/my-work', {}, '?'],
  ['GET /v1/sla/public-scoreboard', {}, '?'],
  ['GET /v1/sla/scoreboard', {}, '?'],
  ['GET /v1/subscriptions', {}, '?'],
  ['GET /v1/subscriptions/{subscriptionId}', {}, '?'],
  ['GET /v1/subscriptions/{subscriptionId}/deliveries', {}, '?'],
  ['GET /v1/subscriptions/{subscriptionId}/deliveries/{deliveryId}', {}, '?'],
  ['PATCH /v1/clients/{clientId}', { body: { name: 'x' }, ...STALE }, '?'],
  ['PATCH /v1/subscriptions/{subscriptionId}', { body: { description: 'x' }, ...STALE }, '?'],
  ['POST /v1/bulk-hand-ins', { body: { ...bulk, format: 'xlsx' } }, '?'],
  ['POST /v1/bulk-hand-ins/{bulkId}/paper-grants', { body: { papers: [] } }, '?'],
  ['POST /v1/bulk-hand-ins/{bulkId}/resumption', {}, '?'],
  ['POST /v1/bulk-hand-ins/{bulkId}/start', {}, '?'],
  ['POST /v1/calendars', { body: {} }, '?'],
  ['POST /v1/calendars/{edition}/approval', {}, '?'],
  ['POST /v1/calendars/{edition}/rejection', { body: { reason: 'Không' } }, '?'],
  ['POST /v1/calendars/{edition}/resumption', {}, '?'],
  ['POST /v1/clients', { body: { kind: 'agency-system', agency: 'H99.999', name: 'x' } }, '?'],
  ['POST /v1/clients/{clientId}/keys', { body: key, ...STALE }, '?'],
  ['POST /v1/dossiers', { body: creation }, '?'],
  ['POST /v1/dossiers/{dossierId}/acceptance', {}, '?'],
  ['POST /v1/dossiers/{dossierId}/apology', { body: apology }, '?'],
  ['POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions', { body: { verdict: 'agree' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/hand-over', { body: { method: 'desk' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/lateness-acknowledgement', { body: { rung: 'officer' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/papers', { body: { papers: [paper] } }, '?'],
  ['POST /v1/dossiers/{dossierId}/refusal', { body: { reasons: ['Không'] } }, '?'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/answer', { body: { outcome: 'result' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment', { body: { reason: 'Sáp nhập' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations', { body: { consultationId: 'house-opinions' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation', { body: { amountDong: 1, reference: 'TB' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/retry', { body: { reason: 'Sai ngày sinh' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/submission', {}, '?'],
  ['POST /v1/dossiers/{dossierId}/supplement', { body: {} }, '?'],
  ['POST /v1/dossiers/{dossierId}/supplement-request', { body: items }, '?'],
  ['POST /v1/dossiers/{dossierId}/suspension', { body: paperOfLaw }, '?'],
  ['POST /v1/dossiers/{dossierId}/suspension-end', { body: { reason: 'Hết' } }, '?'],
  ['POST /v1/dossiers/{dossierId}/withdrawal', { body: { reason: 'Thôi' } }, '?'],
  ['POST /v1/exports', { body: { scope: 'agency' } }, '?'],
  ['POST /v1/exports/{exportId}/resumption', {}, '?'],
  ['POST /v1/oauth/token', { body: {} }, '?'],
  ['POST /v1/operations/figure-rebuilds', { body: {} }, '?'],
  ['POST /v1/operations/rehydrations', { body: { dossierId: 'ds-none' } }, '?'],
  ['POST /v1/procedures', { body: { code: 'x' } }, '?'],
  ['POST /v1/subscriptions', { body: { url: 'ftp://a.example' } }, '?'],
  ['POST /v1/subscriptions/{subscriptionId}/replays', { body: { allFailed: true }, ...STALE }, '?'],
  ['POST /v1/subscriptions/{subscriptionId}/secret-rotation', { body: {}, ...STALE }, '?'],
  ['POST /v1/subscriptions/{subscriptionId}/test-event', STALE, '?'],
  ['PUT /v1/agencies/{agencyCode}', { body: {} }, '?'],
];

describe('Who may do what', () => {
  let scenario: Scenario;
  let open = '';
  let over = '';
  let code = '';
  /** What the paths name besides the dossier: things of the system of H99.101, of a company and of the applicant. */
  let things: Record<string, string> = {};
  beforeAll(async () => {
    scenario = await startScenario();
    const { id: subscriptionId } = named.parse(await scenario.agency('H99.101').post('/v1/subscriptions', { url: 'http://127.0.0.1:9/nobody-listens' }));
    const asked = async () => {
      const receipt = await scenario.accepted('citizen-minh', { procedureCode: '1.013225' });
      await scenario.untilOpen(receipt.id, 'appraise-house');
      await scenario.agency('H99.101').post(`/v1/dossiers/${receipt.id}/steps/appraise-house/consultations`, { consultationId: 'house-opinions' });
      return receipt;
    };
    ({ id: over } = await asked());
    await scenario.answer(over, 'appraise-house', { outcome: 'cannot', reasons: ['Sai quy hoạch'] });
    await scenario.until(over, ({ status }) => status === 'settled');
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${over}/hand-over`, { method: 'desk' });
    ({ id: open, code } = await asked());
    await scenario.cell.settled();
    const own = async (who: string, path: string, body: unknown) => named.parse(await scenario.as(who).post(path, body)).id;
    const deliveries = z.object({ rows: z.array(named) }).parse(await scenario.agency('H99.101').get(`/v1/subscriptions/${subscriptionId}/deliveries`));
    const clients = z.object({ rows: z.array(named.extend({ agency: z.string().optional() })) }).parse(await scenario.as('administrator').get('/v1/clients'));
    things = {
      subscriptionId,
      deliveryId: deliveries.rows[0]?.id ?? 'none',
      clientId: clients.rows.find(({ agency }) => agency === 'H99.101')?.id ?? 'none',
      keyId: 'local',
      bulkId: await own('partner-sao-viet', '/v1/bulk-hand-ins', bulk),
      exportId: await own('citizen-minh', '/v1/exports', { scope: 'own' }),
      stepId: 'appraise-house',
      consultationId: 'house-opinions',
      dossierCode: code,
      procedureCode: '1.013225',
      agencyCode: 'H99.101',
      edition: '1',
    };
  }, 120_000);
  afterAll(() => scenario.stop());

  it('the table has a row for every operation of the description, and no other', () => {
    expect(TABLE.map(([operation]) => operation).toSorted()).toEqual(operationsDescribed());
  });

  it.each(TABLE)('%s', async (operation, { body, on = 'over', ifMatch }, expected) => {
    const versions = async () => [(await scenario.read(open)).version, (await scenario.read(over)).version];
    const before = await versions();
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => (name === 'dossierId' ? { open, over }[on] : (things[name] ?? name)));
    const told: Record<string, number> = {};
    // One after the other: all at once would start an environment of each function for each of them.
    for (const [column, who] of Object.entries(WHO)) {
      told[column] = (await scenario.as(who).call({ method: methodWord.parse(method), path, body, ...(ifMatch !== undefined && { ifMatch }) })).status;
    }
    if (process.env['PRINT'] !== undefined) appendFileSync('/tmp/matrix-out.txt', `${operation}|${Object.values(told).join(' ')}\n`);
    const words = expected.trim().split(/\s+/);
    expect(told).toEqual(Object.fromEntries(Object.keys(WHO).map((column, index) => [column, Number(words[index])])));
    expect(await versions()).toEqual(before);
  });

  it('the application is seen by its owner, the desk and the agency of the step, and by nobody who is only asked', async () => {
    const seers: unknown[] = [];
    for (const who of WHO) {
      const { body } = await scenario.as(who).call({ method: 'GET', path: `/v1/dossiers/${open}` });
      if ('application' in body) seers.push(who);
    }
    expect(seers).toEqual(['citizen-minh', 'desk-an-hoa', 'officer-civil-status', 'system-h99.101']);
    const asked = await scenario.agency('H99.016').get(`/v1/dossiers/${open}`);
    for (const word of PERSONAL) expect(JSON.stringify(asked)).not.toContain(word);
  });

  it('lists hold what is one’s own, and a cursor from another list leads nowhere else', async () => {
    const ids = async (who: string, path: string) => z.array(z.object({ dossierId: z.string() })).parse((await scenario.as(who).get(path))['rows']).map(({ dossierId }) => dossierId);
    expect(await ids('citizen-minh', '/v1/dossiers')).toEqual(expect.arrayContaining([open, over]));
    const others = [...(await ids('citizen-lan', '/v1/dossiers')), ...(await ids('desk-binh-minh', '/v1/inbox')), ...(await ids('officer-police', '/v1/inbox'))];
    expect(others).not.toContain(open);
    expect(await ids('system-h99.101', '/v1/inbox')).toEqual([open]);
    expect(await ids('system-h99.016', '/v1/inbox')).toEqual([open]);

    const { cursor } = await scenario.as('citizen-minh').get('/v1/dossiers?limit=1');
    const own = new Set(await ids('citizen-lan', '/v1/dossiers'));
    const borrowed = await ids('citizen-lan', `/v1/dossiers?cursor=${encodeURIComponent(String(cursor))}`);
    expect(borrowed.filter((id) => !own.has(id))).toEqual([]);
  });

  it('anybody with the code learns how far it is and nothing else, and nothing by the id', async () => {
    const answer = await scenario.as(undefined).get(`/v1/lookup/${code}`);
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'percentComplete']);
    expect((await scenario.as(undefined).call({ method: 'GET', path: `/v1/lookup/${open}` })).status).toBe(400);
  });

  it('no personal data stands in a log, an event or the history of a machine, not even after faults that quote it', async () => {
    const lan = scenario.as('citizen-lan');
    await lan.call({ method: 'POST', path: '/v1/dossiers', body: { ...creation, application: { applicant: { ...APPLICANT, fullName: [APPLICANT.fullName] } } } });
    await lan.call({ method: 'GET', path: `/v1/dossiers/${encodeURIComponent(APPLICANT.fullName)}?q=${APPLICANT.phone}` });
    await lan.call({ method: 'GET', path: `/v1/lookup/${APPLICANT.identityNumber}` });
    await scenario.cell.settled();
    const told = [...readLogs(scenario), ...(await readEvents(scenario)), ...(await readMachines(scenario))];
    expect(told.length).toBeGreaterThan(20);
    const lines = told.flatMap((text) => text.normalize('NFC').split('\n'));
    for (const word of PERSONAL) expect(lines.filter((line) => line.includes(word))).toEqual([]);
  });
});

function readLogs({ cell }: Scenario): string[] {
  const { logsFolder } = cell.describe();
  return readdirSync(logsFolder).map((file) => readFileSync(`${logsFolder}/${file}`, 'utf8'));
}

async function readEvents({ cell }: Scenario): Promise<string[]> {
  const client = new DynamoDBClient({ region: cell.region, credentials: cell.credentials, endpoint: cell.urls.dynamodb });
  const tables = cell.describe().resources.filter(({ type }) => /DynamoDB::(Global)?Table$/.test(type));
  const pages = await Promise.all(tables.map(({ name }) => client.send(new ScanCommand({ TableName: name }))));
  client.destroy();
  const items = pages.flatMap(({ Items = [] }) => Items);
  expect(items.some((item) => item['itemType']?.S === 'APPLICATION')).toBe(true);
  return items.filter((item) => item['itemType']?.S !== 'APPLICATION').map((item) => JSON.stringify(item));
}

async function readMachines({ cell }: Scenario): Promise<string[]> {
  const client = new SFNClient({ region: cell.region, credentials: cell.credentials, endpoint: cell.urls.sfn });
  const machines = cell.describe().resources.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  const lists = await Promise.all(machines.map(({ ref }) => client.send(new ListExecutionsCommand({ stateMachineArn: String(ref) }))));
  const runs = lists.flatMap(({ executions = [] }) => executions);
  const histories = await Promise.all(runs.map(({ executionArn }) => client.send(new GetExecutionHistoryCommand({ executionArn }))));
  client.destroy();
  return histories.map(({ events }) => JSON.stringify(events));
}
