import { readdirSync, readFileSync } from 'node:fs';
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

/** In the order of the columns below: an applicant, the desks, the agency of the step, one it asked, and others. */
const WHO = ['citizen-minh', 'citizen-lan', 'desk-an-hoa', 'desk-binh-minh', 'officer-civil-status', 'officer-police', 'system-h99.101', 'system-h99.016', 'administrator', undefined] as const;

/**
 * `{open}` is a dossier agencies work on, `{over}` the same kind with its result handed over: whoever may make a move there is told
 * 409 that its state forbids it, and nothing changes. 403 is for those who may know of the dossier, 404 for all others.
 */
const TABLE: readonly (readonly [operation: string, body: unknown, expected: string])[] = [
  // ------------------------------------------------------------- owner other desk desk2 officer off2 system asked admin nobody
  ['GET /v1/dossiers/{open}', undefined, '                             200  404   200  404   200    404   200   200   404   401'],
  ['GET /v1/dossiers/{open}/events', undefined, '                      200  404   200  404   200    404   200   403   404   401'],
  ['GET /v1/dossiers/{open}/steps/appraise-house', undefined, '        403  404   200  404   200    404   200   403   404   401'],
  ['GET /v1/dossiers', undefined, '                                    200  200   403  403   403    403   403   403   403   401'],
  ['GET /v1/inbox', undefined, '                                       403  403   200  200   200    200   200   200   403   401'],
  ['GET /v1/lookup/{code}', undefined, '                               200  200   200  200   200    200   200   200   200   200'],
  ['GET /v1/procedures', undefined, '                                  200  200   200  200   200    200   200   200   200   200'],
  ['POST /v1/dossiers', creation, '                                    201  201   201  403   403    403   403   403   403   401'],
  ['POST /v1/dossiers/{over}/papers', { papers: [paper] }, '           409  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/submission', undefined, '                 409  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/supplement', {}, '                        409  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/withdrawal', { reason: 'Thôi' }, '        409  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/acceptance', undefined, '                 403  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/supplement-request', items, '             403  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/refusal', { reasons: ['Không'] }, '       403  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/hand-over', { method: 'desk' }, '         403  404   409  404   403    404   403   403   404   401'],
  ['POST /v1/dossiers/{over}/steps/appraise-house/answer', { outcome: 'result' }, '403 404 403 404 409 404 409 403 404 401'],
  ['POST /v1/dossiers/{over}/steps/appraise-house/retry', { reason: 'Không khớp' }, '403 404 403 404 409 404 409 403 404 401'],
  ['POST /v1/dossiers/{over}/steps/appraise-house/obligation', { amountDong: 1, reference: 'TB' }, '403 404 403 404 409 404 409 403 404 401'],
  ['POST /v1/dossiers/{over}/steps/appraise-house/consultations', { consultationId: 'house-opinions' }, '403 404 403 404 409 404 409 403 404 401'],
  ['POST /v1/dossiers/{over}/consultations/house-opinions/opinions', { verdict: 'agree' }, '403 404 403 404 403 404 403 409 404 401'],
  ['GET /v1/dossiers/{open}/deadlines', undefined, '                   200  404   200  404   200    404   200   200   404   401'],
  ['GET /v1/lookup/{code}/deadlines', undefined, '                     404  404   404  404   404    404   404   404   404   404'],
  ['GET /v1/procedures/1.013225/due-date', undefined, '                200  200   200  200   200    200   200   200   200   200'],
  ['POST /v1/dossiers/{over}/apology', apology, '                      403  404   409  404   409    404   409   403   404   401'],
  ['POST /v1/dossiers/{over}/suspension', paperOfLaw, '                403  404   409  404   409    404   409   403   404   401'],
  ['POST /v1/dossiers/{over}/suspension-end', { reason: 'Hết' }, '     403  404   409  404   409    404   409   403   404   401'],
  ['POST /v1/dossiers/{over}/lateness-acknowledgement', { rung: 'officer' }, '403 404 403 404 403 404 403 403 404 401'],
  ['POST /v1/dossiers/{over}/steps/appraise-house/assignment', { reason: 'Sáp nhập' }, '403 404 403 404 403 404 403 403 404 401'],
  ['POST /v1/operations/rehydrations', { dossierId: 'ds-none' }, '     403  403   403  403   403    403   403   403   404   401'],
  ['POST /v1/procedures', { code: 'x' }, '                             403  403   403  403   403    403   403   403   400   401'],
  ['POST /v1/subscriptions', { audience: { kind: 'agency', id: 'H99.101' }, url: 'ftp://a' }, '403  403   403  403   403    403   422   403   422   401'],
];

describe('Who may do what', () => {
  let scenario: Scenario;
  let open = '';
  let over = '';
  let code = '';
  beforeAll(async () => {
    scenario = await startScenario();
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
  }, 120_000);
  afterAll(() => scenario.stop());

  it.each(TABLE)('%s', async (operation, body, expected) => {
    const versions = async () => [(await scenario.read(open)).version, (await scenario.read(over)).version];
    const before = await versions();
    const [method = '', path = ''] = operation.replace('{open}', open).replace('{over}', over).replace('{code}', code).split(' ');
    const told: Record<string, number> = {};
    // One after the other: ten at once would start four environments of each function.
    for (const who of WHO) told[who ?? 'nobody'] = (await scenario.as(who).call({ method: z.enum(['GET', 'POST']).parse(method), path, body })).status;
    expect(told).toEqual(Object.fromEntries(expected.trim().split(/\s+/).map((status, index) => [WHO[index] ?? 'nobody', Number(status)])));
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
