import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { text } from 'node:stream/consumers';
import type { MalwareScanner } from '#local/guardduty/malware-scanner';
import { readProtectionPlans } from '#local/guardduty/protection-plans';
import type { JsonObject } from '#local/json/json';
import { startGuardDuty, type LocalGuardDuty } from '#local/guardduty/start-guardduty';
import { credentials, openS3Fixture, region, type S3Fixture } from '#test/local/s3/s3-fixture';

const ARN = 'arn:aws:guardduty:ap-southeast-1:000000000000:malware-protection-plan/1';
const plans = [{ arn: ARN, bucket: 'papers', prefixes: ['quarantine/'] }];
const told = z.object({ Source: z.string(), DetailType: z.string(), Resources: z.array(z.string()), Detail: z.string().transform((json): unknown => JSON.parse(json)), Time: z.date() });

let fixture: S3Fixture;
let entries: unknown[];
let errors: unknown[];
let guardDuty: LocalGuardDuty;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(() => fixture.stop());
beforeEach(() => {
  entries = [];
  errors = [];
});

const scanner: MalwareScanner = {
  name: 'by-hand',
  scan: async (bytes) => {
    const found = (await text(bytes)).includes('virus');
    return { status: found ? 'THREATS_FOUND' : 'NO_THREATS_FOUND', threats: found ? ['Some.Virus'] : [] };
  },
};

/** Lays an object down and has it scanned, as the buckets tell of it. */
async function laid(Key: string, Body: string, using: MalwareScanner = scanner) {
  const before = fixture.events.length;
  const { VersionId } = await fixture.client.send(new PutObjectCommand({ Bucket: 'papers', Key, Body }));
  const giveUpAt = performance.now() + 10_000;
  while (fixture.events.length === before && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 10));
  const object = fixture.events.findLast(({ key }) => key === Key);
  if (object === undefined) throw new Error('The bucket did not tell of the object');
  guardDuty = startGuardDuty({ plans, scanner: using, s3: { endpoint: fixture.s3.url, region, credentials }, deliver: async (event) => void entries.push(event), onError: (error) => errors.push(error) });
  await guardDuty.created(object);
  expect(guardDuty.pending()).toBe(0);
  guardDuty.stop();
  return { versionId: VersionId, etag: object.etag };
}

describe('the malware protection of this machine', () => {
  it('tells of a clean object as GuardDuty does, by its very version, and by whose name it was scanned', async () => {
    const { versionId, etag } = await laid('quarantine/ds-1/pp-1', '%PDF-1.7');
    expect(entries.map((entry) => told.parse(entry))).toMatchObject([
      {
        Source: 'aws.guardduty',
        DetailType: 'GuardDuty Malware Protection Object Scan Result',
        Resources: [ARN],
        Detail: { scanStatus: 'COMPLETED', s3ObjectDetails: { bucketName: 'papers', objectKey: 'quarantine/ds-1/pp-1', eTag: etag, versionId }, scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null }, scanner: 'by-hand' },
      },
    ]);
  });

  it('names the threats it found', async () => {
    await laid('quarantine/ds-1/pp-2', 'a virus');
    expect(told.parse(entries[0]).Detail).toMatchObject({ scanResultDetails: { scanResultStatus: 'THREATS_FOUND', threats: [{ name: 'Some.Virus' }] } });
  });

  it('passes over what no plan asks for', async () => {
    await laid('elsewhere/pp-3', 'a virus');
    expect([entries, errors, guardDuty.scans()]).toEqual([[], [], []]);
  });

  it('remembers what was scanned, and how large it was', async () => {
    await laid('quarantine/ds-1/pp-5', '%PDF-1.7');
    expect(guardDuty.scans()).toEqual([{ key: 'quarantine/ds-1/pp-5', sizeBytes: 8 }]);
  });

  it('tells of a scan that failed as failed, never as clean, and says why here', async () => {
    await laid('quarantine/ds-1/pp-4', '%PDF-1.7', { name: 'broken', scan: () => Promise.reject(new Error('no signatures')) });
    expect(told.parse(entries[0]).Detail).toMatchObject({ scanStatus: 'FAILED', scanResultDetails: { scanResultStatus: 'FAILED', threats: null }, scanner: 'broken' });
    expect(errors).toMatchObject([{ message: 'no signatures' }]);
  });
});

it('the plans are read from the template, with what each protects', () => {
  const bucket = (more: JsonObject) => ({
    stackName: 'Papers',
    logicalId: 'Plan',
    path: 'Papers/Plan',
    type: 'AWS::GuardDuty::MalwareProtectionPlan',
    name: 'plan',
    ref: 'plan',
    attributes: { Arn: ARN },
    properties: { ProtectedResource: { S3Bucket: { BucketName: 'papers', ...more } } },
  });
  expect(readProtectionPlans([bucket({ ObjectPrefixes: ['quarantine/'] }), bucket({})])).toEqual([
    { arn: ARN, bucket: 'papers', prefixes: ['quarantine/'] },
    { arn: ARN, bucket: 'papers', prefixes: [''] },
  ]);
});
