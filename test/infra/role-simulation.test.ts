import { describe, expect, test } from '@jest/globals';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { cellOf } from '#test/infra/synthesized-cell';

const production = cellOf('production');
const ACCOUNT = '111122223333';
const DOSSIERS = `arn:aws:dynamodb:ap-southeast-1:${ACCOUNT}:table/dossiers`;
const REGISTER = `arn:aws:dynamodb:ap-southeast-1:${ACCOUNT}:table/register`;
const FEEDS = `arn:aws:dynamodb:ap-southeast-1:${ACCOUNT}:table/feeds`;
const KEY = `arn:aws:kms:ap-southeast-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/DossierTable.*Arn/, DOSSIERS],
  [/RegisterTable.*Arn/, REGISTER],
  [/FeedTable.*Arn/, FEEDS],
  [/GetAttKey.*Arn/, KEY],
  [/QuarantineBucket.*Arn/, 'arn:aws:s3:::quarantine'],
  [/^AWS::Region$/, 'ap-southeast-1'],
  [/^AWS::Partition$/, 'aws'],
  [/^AWS::AccountId$/, ACCOUNT],
];

/** A policy with the template's functions replaced by names of a deployed cell. */
function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deployed);
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && name === 'Fn::Join' && Array.isArray(argument)) return [argument[1]].flat().map(deployed).join(String(argument[0]));
  if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) {
    const text = JSON.stringify(argument).replaceAll('"', '');
    return NAMES.find(([pattern]) => pattern.test(text))?.[1] ?? `arn:aws:lambda:ap-southeast-1:${ACCOUNT}:function:other`;
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, deployed(part)]));
}

interface Wish {
  readonly action: string;
  readonly resource: string;
  readonly context?: Record<string, string | string[]>;
}

/** What IAM would say to the role of a function or machine. */
async function verdict(word: string, { action, resource, context = {} }: Wish): Promise<string> {
  const found = production.all('AWS::IAM::Policy').find(({ id }) => id.startsWith(`${word}Role`));
  if (found === undefined) throw new Error(`There is no role of ${word}.`);
  const outcome = await runSimulation({
    identityPolicies: [{ name: word, policy: deployed(found.Properties['PolicyDocument']) }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    // The key's own policy leaves the decision to the account's roles.
    ...(action.startsWith('kms:') && { resourcePolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }] } }),
    request: { principal: `arn:aws:iam::${ACCOUNT}:role/${word}`, action, resource: { resource, accountId: ACCOUNT }, contextVariables: context },
  }, {});
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult;
}

const wait = { action: 'dynamodb:UpdateItem', resource: DOSSIERS };

describe('the lifecycle machine', () => {
  test('may leave its token on the META item of a dossier', async () => {
    expect(await verdict('DossierLifecycle', { ...wait, context: { 'dynamodb:LeadingKeys': ['D#01JD'], 'dynamodb:Attributes': ['pk', 'sk', 'wait', 'version'] } })).toBe('Allowed');
  });

  test('may not change the state of a dossier', async () => {
    expect(await verdict('DossierLifecycle', { ...wait, context: { 'dynamodb:LeadingKeys': ['D#01JD'], 'dynamodb:Attributes': ['pk', 'sk', 'state'] } })).toBe('ImplicitlyDenied');
  });

  test('may not write into another kind of item', async () => {
    expect(await verdict('DossierLifecycle', { ...wait, context: { 'dynamodb:LeadingKeys': ['CODE#H26'], 'dynamodb:Attributes': ['pk', 'sk', 'wait'] } })).toBe('ImplicitlyDenied');
  });

  test('may not read the record', async () => {
    expect(await verdict('DossierLifecycle', { action: 'dynamodb:GetItem', resource: DOSSIERS })).toBe('ImplicitlyDenied');
  });
});

describe('the machine of the calendar', () => {
  const leave = { action: 'dynamodb:UpdateItem', resource: REGISTER };
  const attributes = ['pk', 'sk', 'wait', 'version'];

  test('may leave its token on a proposal', async () => {
    expect(await verdict('CalendarReplay', { ...leave, context: { 'dynamodb:LeadingKeys': ['CALENDAR'], 'dynamodb:Attributes': attributes } })).toBe('Allowed');
  });

  test('may not approve one, nor touch another item of the register', async () => {
    expect(await verdict('CalendarReplay', { ...leave, context: { 'dynamodb:LeadingKeys': ['CALENDAR'], 'dynamodb:Attributes': ['pk', 'sk', 'proposal', 'version'] } })).toBe('ImplicitlyDenied');
    expect(await verdict('CalendarReplay', { ...leave, context: { 'dynamodb:LeadingKeys': ['AGENCY#H26'], 'dynamodb:Attributes': attributes } })).toBe('ImplicitlyDenied');
  });
});

describe('the tables', () => {
  test.each([
    ['CreateDossier', 'dynamodb:PutItem', DOSSIERS, 'Allowed'],
    ['CreateDossier', 'dynamodb:ConditionCheckItem', DOSSIERS, 'Allowed'],
    ['CreateDossier', 'dynamodb:PutItem', REGISTER, 'ImplicitlyDenied'],
    ['CreateDossier', 'dynamodb:DeleteItem', DOSSIERS, 'ImplicitlyDenied'],
    ['CreateDossier', 'dynamodb:Scan', DOSSIERS, 'ImplicitlyDenied'],
    ['ReadInbox', 'dynamodb:Query', `${DOSSIERS}/index/inbox`, 'Allowed'],
    ['ReadInbox', 'dynamodb:Query', `${DOSSIERS}/index/owner`, 'ImplicitlyDenied'],
    ['ListMyDossiers', 'dynamodb:Query', `${DOSSIERS}/index/owner`, 'Allowed'],
    ['ReconcileDossiers', 'dynamodb:Query', `${DOSSIERS}/index/attention`, 'Allowed'],
    ['RecountPage', 'dynamodb:Query', `${DOSSIERS}/index/census`, 'Allowed'],
    ['ApproveCalendar', 'dynamodb:UpdateItem', DOSSIERS, 'ImplicitlyDenied'],
    ['SearchProcedures', 'dynamodb:Query', `${REGISTER}/index/listing`, 'Allowed'],
    ['LookUpDossier', 'dynamodb:PutItem', DOSSIERS, 'ImplicitlyDenied'],
    ['DeliverWebhook', 'dynamodb:GetItem', DOSSIERS, 'ImplicitlyDenied'],
  ])('%s asks for %s on %s: %s', async (word, action, resource, expected) => {
    expect(await verdict(word, { action, resource })).toBe(expected);
  });

  test('handing in may take the next number, and not touch an agency', async () => {
    const count = { action: 'dynamodb:UpdateItem', resource: REGISTER };
    expect(await verdict('SubmitDossier', { ...count, context: { 'dynamodb:LeadingKeys': ['COUNTER#H26#261102'] } })).toBe('Allowed');
    expect(await verdict('SubmitDossier', { ...count, context: { 'dynamodb:LeadingKeys': ['AGENCY#H26'] } })).toBe('ImplicitlyDenied');
  });
});

describe.each(['DeliverWebhook', 'SyncPortal'])('the sender %s', (word) => {
  const line = 'SUB#sb-1#0';
  const audience = 'FEED#agency:H26.40#0';

  test.each(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])('may %s where a subscription has got to', async (action) => {
    expect(await verdict(word, { action: `dynamodb:${action}`, resource: FEEDS, context: { 'dynamodb:LeadingKeys': [line] } })).toBe('Allowed');
  });

  test('may tell an audience something, and neither change in place nor remove what it was told', async () => {
    const asked = async (action: string, keys: string[]) => verdict(word, { action: `dynamodb:${action}`, resource: FEEDS, context: { 'dynamodb:LeadingKeys': keys } });
    expect(await asked('PutItem', [audience])).toBe('Allowed');
    for (const action of ['UpdateItem', 'DeleteItem', 'BatchWriteItem']) expect([action, await asked(action, [line, audience])]).toEqual([action, 'ImplicitlyDenied']);
    expect(await asked('PutItem', ['OTHER#1'])).toBe('ImplicitlyDenied');
  });
});

describe('the key', () => {
  const decrypt = { action: 'kms:Decrypt', resource: KEY };

  test('opens what a table keeps, when the table asks', async () => {
    expect(await verdict('ReadDossier', { ...decrypt, context: { 'kms:ViaService': 'dynamodb.ap-southeast-1.amazonaws.com' } })).toBe('Allowed');
  });

  test('opens nothing that a function carried off', async () => {
    expect(await verdict('ReadDossier', decrypt)).toBe('ImplicitlyDenied');
    expect(await verdict('ReadDossier', { ...decrypt, context: { 'kms:ViaService': 's3.ap-southeast-1.amazonaws.com' } })).toBe('ImplicitlyDenied');
  });
});
