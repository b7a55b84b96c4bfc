import { readdirSync, readFileSync } from 'node:fs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { APPLICANT, bulk, creation, PERSONAL, TABLE, WHO } from '#test/support/scenario/who-may-what-table';

const methodWord = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

const named = z.object({ id: z.string() });

/** Every operation of the API's description, as the gateway names its route. */
function operationsDescribed(): string[] {
  const { paths } = described.parse(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  const named = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} /v1${path}`));
  return named.filter((operation) => methodWord.safeParse(operation.split(' ')[0]).success).toSorted();
}

describe('Who may do what', () => {
  let scenario: Scenario;
  let open = '';
  let over = '';
  let code = '';
  /** What the paths name besides the dossier: things of the system of H99.101, of a company and of the applicant. */
  let things: Record<string, string> = {};
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
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
    await scenario.as('administrator').post('/v1/calendars', {});
    things = {
      subscriptionId,
      deliveryId: deliveries.rows[0]?.id ?? 'none',
      clientId: clients.rows.find(({ agency }) => agency === 'H99.101')?.id ?? 'none',
      keyId: 'local',
      bulkId: await own('partner-sao-viet', '/v1/bulk-hand-ins', bulk),
      exportId: await own('citizen-minh', '/v1/exports', { scope: 'own' }),
      paperId: 'pp-none',
      stepId: 'appraise-house',
      consultationId: 'house-opinions',
      dossierCode: code,
      procedureCode: '1.013225',
      agencyCode: 'H99.101',
      form: 'receipt',
      documentId: 'doc-000000000000000000000000',
      templateId: 'construction-permit',
      identityId: 'h99.101-seal',
      edition: '1',
      day: '2026-01-01',
    };
  }, 300_000);
  afterAll(() => scenario.stop());

  it('the table has a row for every operation of the description, and no other', () => {
    expect(TABLE.map(([operation]) => operation).toSorted()).toEqual(operationsDescribed());
  });

  it.each(TABLE)('%s', async (operation, { body, on = 'over', ifMatch, names = {} }, expected) => {
    const versions = async () => [(await scenario.read(open)).version, (await scenario.read(over)).version];
    const before = await versions();
    const [method = '', template = ''] = operation.split(' ');
    const path = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => (name === 'dossierId' ? { open, over }[on] : (names[name] ?? things[name] ?? name)));
    const told: Record<string, number> = {};
    // One after the other: all at once would start an environment of each function for each of them.
    for (const [column, who] of Object.entries(WHO)) {
      told[column] = (await scenario.as(who).call({ method: methodWord.parse(method), path, body, ...(ifMatch !== undefined && { ifMatch }) })).status;
    }
    const words = expected.trim().split(/\s+/);
    expect(told).toEqual(Object.fromEntries(Object.keys(WHO).map((column, index) => [column, Number(words[index])])));
    expect(await versions()).toEqual(before);
  });

  it('the application is seen by its owner, the desk and the agency of the step, and by nobody who is only asked', async () => {
    const seers: unknown[] = [];
    for (const who of Object.values(WHO)) {
      const { body } = await scenario.as(who).call({ method: 'GET', path: `/v1/dossiers/${open}` });
      if ('application' in body) seers.push(who);
    }
    expect(seers).toEqual(['citizen-minh', 'desk-an-hoa', 'officer-civil-status', 'head-an-hoa', 'system-h99.101']);
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
