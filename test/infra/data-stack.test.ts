import { describe, expect, test } from '@jest/globals';
import { KEPT_IN_BUNDLE } from '#functions/adapters/s3/s3-bundle-files';
import { cellOf, type Found } from '#test/infra/synthesized-cell';

const production = cellOf('production');

function found(type: string, id: string): Found {
  const match = production.all(type).find((resource) => resource.id.startsWith(id));
  if (match === undefined) throw new Error(`There is no ${type} called ${id}.`);
  return match;
}

const dossiers = found('AWS::DynamoDB::Table', 'DossierTable');
const register = found('AWS::DynamoDB::Table', 'RegisterTable');
const figures = found('AWS::DynamoDB::Table', 'FiguresTable');
const access = found('AWS::DynamoDB::Table', 'AccessTable');
const feeds = found('AWS::DynamoDB::Table', 'FeedTable');
const log = found('AWS::DynamoDB::Table', 'LogTable');
const quarantine = found('AWS::S3::Bucket', 'PapersQuarantine');
const vault = found('AWS::S3::Bucket', 'PapersVault');
const transfers = found('AWS::S3::Bucket', 'TransfersBucket');
const accessLogs = found('AWS::S3::Bucket', 'PapersAccessLog');

describe.each([{ table: dossiers }, { table: register }, { table: figures }, { table: access }, { table: feeds }, { table: log }])('the table $table.id', ({ table }) => {
  test('is found by pk and sk, and paid by what is used', () => {
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
    });
  });

  test('can be restored to any second of the last 35 days', () => {
    expect(table.Properties['PointInTimeRecoverySpecification']).toEqual({ PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 });
  });

  test('is encrypted with the cell\'s own key', () => {
    expect(table.Properties['SSESpecification']).toMatchObject({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } });
  });

  test('lets go of what has expired', () => {
    expect(table.Properties['TimeToLiveSpecification']).toEqual({ AttributeName: 'expiresAtEpochSeconds', Enabled: true });
  });

  test('cannot be deleted in production', () => {
    expect(table.Properties['DeletionProtectionEnabled']).toBe(true);
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

test('the dossier table streams new images and has the indexes of the inbox, the owner, what needs attention and the census', () => {
  expect(dossiers.Properties['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
  expect(dossiers.Properties['GlobalSecondaryIndexes']).toMatchObject([
    { IndexName: 'inbox', KeySchema: [{ AttributeName: 'inboxPk' }, { AttributeName: 'inboxSk' }], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: expect.arrayContaining(['dueAt', 'atRiskAt', 'stepId', 'kind']) } },
    { IndexName: 'owner', KeySchema: [{ AttributeName: 'ownerPk' }, { AttributeName: 'ownerSk' }], Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: expect.arrayContaining(['dueAt', 'atRiskAt', 'createdAt']) } },
    { IndexName: 'attention', KeySchema: [{ AttributeName: 'attentionPk' }, { AttributeName: 'attentionSk' }], Projection: { ProjectionType: 'KEYS_ONLY' } },
    { IndexName: 'census', KeySchema: [{ AttributeName: 'censusPk' }, { AttributeName: 'censusSk' }], Projection: { ProjectionType: 'KEYS_ONLY' } },
  ]);
});

test('figures are found by key alone, and nothing follows their changes', () => {
  expect(figures.Properties).not.toHaveProperty('GlobalSecondaryIndexes');
  expect(figures.Properties).not.toHaveProperty('StreamSpecification');
});

test('the feed table has the index of what is due, with keys alone, and no stream', () => {
  expect(feeds.Properties['GlobalSecondaryIndexes']).toMatchObject([{ IndexName: 'due', KeySchema: [{ AttributeName: 'duePk' }, { AttributeName: 'dueAt' }], Projection: { ProjectionType: 'KEYS_ONLY' } }]);
  expect(feeds.Properties).not.toHaveProperty('StreamSpecification');
});

test('the register has the index of listings with all attributes, and no stream', () => {
  expect(register.Properties['StreamSpecification']).toBeUndefined();
  expect(register.Properties['GlobalSecondaryIndexes']).toMatchObject([{ IndexName: 'listing', Projection: { ProjectionType: 'ALL' } }]);
});

describe.each([{ bucket: quarantine }, { bucket: vault }, { bucket: transfers }, { bucket: accessLogs }])('the bucket $bucket.id', ({ bucket }) => {
  const policies = production.all('AWS::S3::BucketPolicy').filter(({ Properties }) => JSON.stringify(Properties['Bucket']).includes(bucket.id));

  test('is versioned and closed to the public', () => {
    expect(bucket.Properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    });
  });

  test('speaks TLS only', () => {
    expect(JSON.stringify(policies)).toContain('"Condition":{"Bool":{"aws:SecureTransport":"false"}}');
  });

  test('outlives its stack in production', () => {
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

test.each([{ bucket: quarantine }, { bucket: vault }, { bucket: transfers }])('what lies in $bucket.id is encrypted with the cell\'s key and every access is logged', ({ bucket }) => {
  expect(bucket.Properties).toMatchObject({
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
    LoggingConfiguration: { DestinationBucketName: { Ref: accessLogs.id } },
  });
});

test('the quarantine forgets what was refused or never handed in, and the vault only what lies in a locked bundle too', () => {
  const afterADay = { NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' };
  expect(quarantine.Properties['LifecycleConfiguration']).toEqual({
    Rules: [
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, ExpirationInDays: 180, ...afterADay },
      { Id: 'scanned-bundles', Prefix: 'quarantine/bundles/', ExpirationInDays: 2, Status: 'Enabled' },
      { Id: 'joined-parts', Prefix: 'parts/', ExpirationInDays: 1, ...afterADay },
    ],
  });
  expect(quarantine.Properties['NotificationConfiguration']).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  expect(vault.Properties['ObjectLockEnabled']).toBe(true);
  expect(vault.Properties['LifecycleConfiguration']).toEqual({
    Rules: [
      { Id: 'kept-in-bundle', Status: 'Enabled', TagFilters: [KEPT_IN_BUNDLE], ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { Id: 'brought-back', Status: 'Enabled', Prefix: 'restored/', ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      { Id: 'empty-markers', Status: 'Enabled', ExpiredObjectDeleteMarker: true },
      { Id: 'unfinished', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ],
  });
});

test('the vault refuses to overwrite a paper', () => {
  const policy = production.all('AWS::S3::BucketPolicy').find(({ id }) => id.startsWith('PapersVault'));
  expect(policy?.Properties['PolicyDocument']).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({ Effect: 'Deny', Action: 's3:PutObject', Principal: { AWS: '*' }, Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } } }),
    ]),
  });
});

test('one key encrypts and rotates, one signs statements, and both outlive their stack in production', () => {
  const keys = production.all('AWS::KMS::Key');
  expect(keys.map(({ Properties }) => [Properties['KeySpec'] ?? 'SYMMETRIC_DEFAULT', Properties['KeyUsage'] ?? 'ENCRYPT_DECRYPT', Properties['EnableKeyRotation'] ?? false])).toEqual([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', true],
    ['ECC_NIST_P256', 'SIGN_VERIFY', false],
  ]);
  for (const { DeletionPolicy } of keys) expect(DeletionPolicy).toBe('Retain');
});

test('alarms are spoken through an encrypted topic that takes nothing but TLS', () => {
  const [topic] = production.all('AWS::SNS::Topic');
  expect(topic?.Properties['KmsMasterKeyId']).toBeDefined();
  expect(JSON.stringify(production.all('AWS::SNS::TopicPolicy'))).toContain('"aws:SecureTransport":"false"');
});

test('no template asks for a custom resource, which would be a function nobody wrote', () => {
  expect(production.resources.filter(({ Type }) => Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource')).toEqual([]);
});

test('only the data stack holds state', () => {
  const stateful = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SNS::Topic'];
  expect(production.resources.filter(({ Type, stack }) => stateful.includes(Type) && stack !== 'Data')).toEqual([]);
});

test('what passes through in bulk is forgotten: hand-ins after 30 days, exports after 7', () => {
  expect(transfers.Properties['LifecycleConfiguration']).toMatchObject({
    Rules: [
      { Prefix: 'bulk/', ExpirationInDays: 30, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
      { Prefix: 'exports/', ExpirationInDays: 7, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
    ],
  });
});
