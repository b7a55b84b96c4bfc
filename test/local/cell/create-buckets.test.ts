import { describe, expect, it } from '@jest/globals';

import { createBuckets } from '#local/cell/create-buckets';

type Resources = Parameters<typeof createBuckets>[1];
type Settings = Parameters<Parameters<typeof createBuckets>[0]['createBucket']>[0];

function resource(type: string, name: string, properties: Resources[number]['properties']): Resources[number] {
  return { stackName: 'Data', logicalId: name, path: `Data/${name}`, type, name, ref: name, attributes: {}, properties };
}

function bucketsMade(resources: Resources): { made: Settings[]; announcing: string[] } {
  const made: Settings[] = [];
  const s3 = { url: '', port: 0, createBucket: (settings: Settings) => void made.push(settings), stop: async () => undefined };
  const announcing = [...createBuckets(s3, resources)];
  return { made, announcing };
}

describe('the buckets of a template', () => {
  it('are made with their versioning and the origins that may call them', () => {
    const rule = { AllowedOrigins: ['http://portal'], AllowedMethods: ['POST'], AllowedHeaders: ['*'], ExposedHeaders: ['ETag'], MaxAge: 3600 };
    const { made } = bucketsMade([
      resource('AWS::S3::Bucket', 'papers', { VersioningConfiguration: { Status: 'Enabled' }, CorsConfiguration: { CorsRules: [rule] } }),
      resource('AWS::S3::Bucket', 'plain', {}),
    ]);
    expect(made).toEqual([
      {
        name: 'papers',
        versioned: true,
        createOnly: false,
        locking: false,
        cors: [{ allowedOrigins: ['http://portal'], allowedMethods: ['POST'], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAgeSeconds: 3600 }],
      },
      { name: 'plain', versioned: false, createOnly: false, locking: false, cors: [] },
    ]);
  });

  it('refuse to overwrite where their policy denies a put without If-None-Match', () => {
    const deny = { Effect: 'Deny', Action: 's3:PutObject', Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } } };
    const policy = (bucket: string, statement: typeof deny) => resource('AWS::S3::BucketPolicy', bucket, { Bucket: bucket, PolicyDocument: { Statement: [statement] } });
    const { made } = bucketsMade([
      resource('AWS::S3::Bucket', 'vault', {}),
      resource('AWS::S3::Bucket', 'quarantine', {}),
      policy('vault', deny),
      policy('quarantine', { ...deny, Effect: 'Allow' }),
    ]);
    expect(made.map(({ name, createOnly }) => [name, createOnly])).toEqual([
      ['vault', true],
      ['quarantine', false],
    ]);
  });

  it('tell EventBridge of new objects where the template says so, and no one else', () => {
    const { announcing } = bucketsMade([
      resource('AWS::S3::Bucket', 'loud', { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }),
      resource('AWS::S3::Bucket', 'silent', {}),
    ]);
    expect(announcing).toEqual(['loud']);
    expect(() => bucketsMade([resource('AWS::S3::Bucket', 'odd', { NotificationConfiguration: { LambdaConfigurations: [] } })])).toThrow(
      'The local cell cannot do what Data/odd (AWS::S3::Bucket) asks at NotificationConfiguration',
    );
  });
});
