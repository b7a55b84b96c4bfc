import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { cellOf } from '#test/infra/synthesized-cell';

const production = cellOf('production');

const oneOrMany = z.union([z.json().transform((one) => [one]), z.array(z.json())]).transform((value) => value.flat());
const statement = z.looseObject({ Effect: z.string(), Action: oneOrMany, Resource: oneOrMany.default([]), Condition: z.record(z.string(), z.json()).optional() });
const document = z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) });

/** Why a role may reach more than one named thing. Whatever is not here fails the test. */
const EXPLAINED: readonly { readonly action: RegExp; readonly resource: RegExp; readonly because: string }[] = [
  { action: /^xray:Put(TraceSegments|TelemetryRecords)$|^xray:GetSampling(Rules|Targets)$/, resource: /^\*$/, because: 'X-Ray knows no resources for these actions.' },
  { action: /^logs:(Create|Get|Update|Delete|List)LogDeliver(y|ies)$|^logs:(Put|Describe)ResourcePolic(y|ies)$|^logs:DescribeLogGroups$/, resource: /^\*$/, because: 'Step Functions sets up its log delivery itself, and these actions know no resources.' },
  { action: /^s3:(PutObject|AbortMultipartUpload|GetObject|GetObjectVersion|ListMultipartUploadParts)$/, resource: /QuarantineBucket.*\/\*/, because: 'The keys of papers are made when they are uploaded.' },
  { action: /^s3:DeleteObjectVersion$/, resource: /QuarantineBucket.*\/(quarantine|waiting)\/\*/, because: 'Papers that lie in the vault are removed where they were uploaded, under keys made then.' },
  { action: /^s3:(PutObject|GetObject|GetObjectVersion|PutObjectTagging|PutObjectVersionTagging)$/, resource: /VaultBucket.*\/(papers|documents|confirmations|log)\/\*/, because: 'Files of the vault are named after dossiers with their papers and documents, and after days of the log.' },
  { action: /^s3:GetObject(Version)?$/, resource: /VaultBucket.*\/trust\/revocation\/\*/, because: 'Revocation lists are named after the day an operator laid them there.' },
  { action: /^s3:(PutObject|PutObjectRetention|AbortMultipartUpload|GetObject|GetObjectVersion)$/, resource: /VaultBucket.*\/(bundles|restored)\/\*/, because: 'Bundles are named after dossiers.' },
  { action: /^s3:(PutObject|AbortMultipartUpload|GetObject|GetObjectVersion)$/, resource: /TransfersBucket.*\/(bulk|exports)\/\*/, because: 'Files are named after hand-ins and exports, which are named when they are opened.' },
  { action: /^ec2:(Create|Describe|Delete)NetworkInterfaces?$|^ec2:DescribeSubnets$|^ec2:(Assign|Unassign)PrivateIpAddresses$/, resource: /^\*$/, because: 'Lambda puts a function into a network by these, and EC2 knows no narrower resource; from inside nobody reaches EC2.' },
  { action: /^events:(PutRule|DeleteRule|PutTargets|RemoveTargets|DescribeRule|ListTargetsByRule)$/, resource: /rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*/, because: 'GuardDuty names the rule it manages itself.' },
  { action: /^kms:(Sign|GetPublicKey)$/, resource: /:key\/\*/, because: 'Keys of people and agencies come and go as data; the condition names their tag.' },
  { action: /^states:DescribeExecution$/, resource: /:execution:mot-cua-production-[a-z-]+:\*/, because: 'Executions are named after dossiers.' },
  { action: /^states:(Describe|Stop)Execution$/, resource: /:execution:mot-cua-production-(calendar-replay|bulk-hand-in):\*/, because: 'The runs of a distributed Map are named by Step Functions.' },
];

const policies = production.all('AWS::IAM::Policy').map(({ stack, id, Properties }) => ({ name: `${stack}/${id}`, statements: document.parse(Properties).PolicyDocument.Statement }));

function isExplained(action: string, resource: string): boolean {
  return EXPLAINED.some((entry) => entry.action.test(action) && entry.resource.test(resource));
}

function policyOf(word: string) {
  const found = policies.find(({ name }) => name.includes(`/${word}Role`));
  if (found === undefined) throw new Error(`There is no role of ${word}.`);
  return found.statements;
}

function actionsOf(word: string): string[] {
  return policyOf(word).flatMap(({ Action }) => Action.map(String)).toSorted();
}

test('there is a policy for each function and machine', () => {
  expect(policies).toHaveLength(139);
});

describe.each(policies)('the role of $name', ({ statements }) => {
  test('names every action in full', () => {
    for (const { Action } of statements) for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
  });

  test('names every resource, or says why it cannot', () => {
    for (const { Action, Resource } of statements) {
      const wide = Resource.map((resource) => (typeof resource === 'string' ? resource : JSON.stringify(resource))).filter((resource) => resource.includes('*'));
      for (const resource of wide) for (const action of Action) expect({ action, resource, isExplained: isExplained(String(action), resource) }).toMatchObject({ isExplained: true });
    }
  });

  test('only allows, and never scans, deletes or administers', () => {
    for (const { Effect, Action, Condition } of statements) {
      expect(Effect).toBe('Allow');
      // Marks of deliveries and subscriptions may go; nothing of a dossier may.
      if (Action.includes('dynamodb:DeleteItem')) expect(Condition).toMatchObject({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': expect.anything() } });
      expect(Action.filter((action) => /:(Scan|DeleteTable|UpdateTable|PutBucketPolicy|CreateGrant|PassRole)$/.test(String(action)))).toEqual([]);
    }
  });

  test('uses the key only through the service that keeps the data, for the secrets of subscriptions, or to sign', () => {
    const forDocuments = { StringEquals: { 'aws:ResourceTag/mot-cua:purpose': 'document-signing' } };
    const forSecrets = { StringEquals: { 'kms:EncryptionContext:purpose': 'webhook-secret' } };
    for (const { Action, Condition, Resource } of statements) {
      const isForSecrets = Action.every((action) => action === 'kms:Encrypt' || action === 'kms:Decrypt') && JSON.stringify(Condition) === JSON.stringify(forSecrets);
      // Keys that sign open nothing; those of people and agencies are known by their tag.
      const isForSigning = Action.every((action) => action === 'kms:Sign' || action === 'kms:GetPublicKey') && (JSON.stringify(Resource).includes('StatementKey') || JSON.stringify(Condition) === JSON.stringify(forDocuments));
      if (!isForSecrets && !isForSigning && Action.some((action) => String(action).startsWith('kms:'))) expect(Condition).toMatchObject({ StringEquals: { 'kms:ViaService': expect.anything() } });
    }
  });
});

test('no role uses a managed policy, and no statement is said twice outside of the roles\' own policies', () => {
  for (const { Properties } of production.all('AWS::IAM::Role')) {
    expect(Properties['ManagedPolicyArns']).toBeUndefined();
    expect(Properties['Policies']).toBeUndefined();
  }
});

/** What the statements allow to be written; calls are counted and nonces used up at every door, under keys of their own. */
function writesOf(word: string): string[] {
  const atTheDoor = (found: z.infer<typeof statement>): boolean => {
    const keys = z.array(z.string()).safeParse(Object(found.Condition?.['ForAllValues:StringLike'])['dynamodb:LeadingKeys']);
    return JSON.stringify(found.Resource).includes('AccessTable') && keys.success && keys.data.every((key) => key === 'CALLS#*' || key === 'ONCE#*');
  };
  const actions = policyOf(word).filter((found) => !atTheDoor(found)).flatMap(({ Action }) => Action.map(String));
  return actions.filter((action) => /:(Put|Update|Delete|Condition)/.test(action) && !action.startsWith('logs:') && !action.startsWith('xray:'));
}

test('what only reads may not write', () => {
  for (const word of ['SearchProcedures', 'ReadProcedure', 'ListMyDossiers', 'ReadDossier', 'ReadHistory', 'LookUpDossier', 'ReadInbox', 'ReadStep', 'ListPapers', 'ListReadings', 'ListMyWork', 'ListAgencyWork', 'ReadScoreboard', 'ReadPublicScoreboard', 'EvaluateSla', 'ReadClient', 'ListClients', 'ReadIdentity', 'ListIdentities', 'ReadRegister', 'PreviewTemplate']) {
    expect({ word, writes: writesOf(word) }).toEqual({ word, writes: [] });
  }
});

test('only the function that accepts papers removes any object, and none of the vault', () => {
  const removing = policies.flatMap(({ name, statements }) => statements.filter(({ Action }) => Action.some((action) => String(action).startsWith('s3:Delete'))).map(({ Resource }) => ({ name, resources: JSON.stringify(Resource) })));
  expect(removing.map(({ name }) => name)).toEqual([expect.stringContaining('/JudgePaperRole')]);
  expect(removing[0]?.resources).not.toContain('Vault');
});

test('only the token endpoint keeps tokens, and only the register of clients changes clients', () => {
  const whoPuts = (key: string) => policies.filter(({ statements }) => statements.some(({ Action, Condition }) => Action.includes('dynamodb:PutItem') && JSON.stringify(Condition ?? '').includes(key))).map(({ name }) => name.replace(/^\w+\//, '').replace(/Role.*$/, ''));
  expect(whoPuts('TOKEN#')).toEqual(['IssueToken']);
  expect(whoPuts('CLIENT#').toSorted()).toEqual(['AddKey', 'ChangeClient', 'RegisterClient', 'RevokeKey']);
  for (const { statements } of policies) {
    for (const { Resource, Action, Condition } of statements) {
      if (JSON.stringify(Resource).includes('AccessTable') && Action.some((action) => String(action).startsWith('dynamodb:') && action !== 'dynamodb:Query')) expect(Condition).toHaveProperty(['ForAllValues:StringLike', 'dynamodb:LeadingKeys']);
    }
  }
});

test('whoever answers a public route can look up no client and no token', () => {
  for (const word of ['SearchProcedures', 'ReadProcedure', 'LookUpDossier', 'ReadPublicScoreboard', 'LookUpDeadlines', 'PreviewDueDate', 'ReadCalendars']) expect(JSON.stringify(policyOf(word))).not.toMatch(/CLIENT#|TOKEN#|ONCE#/);
});

test('the sender of webhooks, which talks to the outside, can reach no dossier and change nothing but deliveries and subscriptions', () => {
  const actions = actionsOf('DeliverWebhook').filter((action) => action.startsWith('dynamodb:') || action.startsWith('s3:') || action.startsWith('states:'));
  expect(actions.filter((action) => !action.startsWith('dynamodb:'))).toEqual([]);
  const changing = policyOf('DeliverWebhook').filter(({ Action }) => Action.some((action) => /^dynamodb:(Put|Update|Delete|BatchWrite)/.test(String(action))));
  const inRegister = changing.filter(({ Resource }) => JSON.stringify(Resource).includes('RegisterTable'));
  expect(inRegister).toMatchObject([{ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['AUDIENCE#*', 'SUBSCRIPTION#*'] } } }]);
  for (const { Resource } of changing) expect(JSON.stringify(Resource)).toMatch(/RegisterTable|FeedTable/);
  for (const { Action, Condition } of changing.filter(({ Resource }) => JSON.stringify(Resource).includes('FeedTable'))) {
    // Only a put may reach a feed, to tell an audience of its own subscriptions; updates, batches and removals may not.
    const keys = Action.every((action) => action === 'dynamodb:PutItem') ? ['SUB#*', 'FEED#*'] : ['SUB#*'];
    expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });
  }
  expect(JSON.stringify(policyOf('DeliverWebhook'))).not.toContain('DossierTable');
});

test('who counts changes no dossier, and who shows figures sees none', () => {
  const tablesOf = (word: string, action: string) => policyOf(word).filter(({ Action }) => Action.includes(action)).flatMap(({ Resource }) => Resource.map((each) => JSON.stringify(each)));
  for (const word of ['CountDossiers', 'CountCensus']) expect(tablesOf(word, 'dynamodb:UpdateItem').filter((table) => table.includes('DossierTable'))).toEqual([]);
  for (const word of ['EvaluateSla', 'ReadScoreboard', 'ReadPublicScoreboard', 'RebuildFigures']) expect(JSON.stringify(policyOf(word))).not.toContain('DossierTable');
});

test('handing in may count, and change nothing else in the register', () => {
  const register = policyOf('SubmitDossier').filter(({ Resource, Action }) => JSON.stringify(Resource).includes('RegisterTable') && Action.includes('dynamodb:UpdateItem'));
  expect(register).toMatchObject([{ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['COUNTER#*'] } } }]);
});

test('the machines may leave a token on what they wait for, and change nothing else', () => {
  for (const [word, guard] of [['DossierLifecycle', 'version'], ['InteragencyConsultation', 'revision'], ['DocumentSigning', 'revision']] as const) {
    const table = policyOf(word).filter(({ Action }) => Action.some((action) => String(action).startsWith('dynamodb:')));
    expect(table).toMatchObject([{ Action: ['dynamodb:UpdateItem'], Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'wait', guard] } } }]);
  }
});

test('the replay of a calendar may leave its token on a proposal, start and stop its own iterations, and change nothing else', () => {
  const statements = policyOf('CalendarReplay');
  const table = statements.filter(({ Action }) => Action.some((action) => String(action).startsWith('dynamodb:')));
  expect(table).toMatchObject([{ Action: ['dynamodb:UpdateItem'], Condition: { 'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'wait', 'version'], 'dynamodb:LeadingKeys': ['CALENDAR'] } } }]);
  expect(JSON.stringify(table)).not.toContain('DossierTable');
  const runs = statements.filter(({ Action }) => Action.some((action) => String(action).startsWith('states:')));
  expect(runs).toHaveLength(2);
  for (const { Resource } of runs) expect(JSON.stringify(Resource)).toContain('mot-cua-production-calendar-replay');
});

test('counting an open dossier again may read the census and no other list', () => {
  expect(JSON.stringify(policyOf('RecountPage'))).toContain('/index/census');
  expect(JSON.stringify(policyOf('RecountPage'))).not.toMatch(/index\/(inbox|owner|attention)/);
});

test('who keeps bulk hand-ins or exports changes nothing else in the register, and reaches no file of the other kind', () => {
  const bulk = ['AnnounceBulk', 'StartBulk', 'ResumeBulk', 'CutBulk', 'HandInChunk', 'CloseBulk'].map((word) => ({ word, kind: 'BULK', other: 'exports' }));
  const exports = ['OrderExport', 'ResumeExport', 'WriteExportPart'].map((word) => ({ word, kind: 'EXPORT', other: 'bulk' }));
  for (const { word, kind, other } of [...bulk, ...exports]) {
    const register = policyOf(word).filter(({ Resource, Action }) => JSON.stringify(Resource).includes('RegisterTable') && Action.includes('dynamodb:PutItem'));
    expect(register).toMatchObject([{ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${kind}#*`] } } }]);
    expect(JSON.stringify(policyOf(word))).not.toContain(`/${other}/*`);
  }
});

test('what writes an export changes no dossier', () => {
  const written = policyOf('WriteExportPart').filter(({ Action }) => Action.some((action) => /dynamodb:(Put|Update)/.test(String(action))));
  expect(JSON.stringify(written)).not.toContain('DossierTable');
});
