import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ObjectCreatedEvent } from '../s3/event-outbox.ts';
import type { MalwareScanner, ScanVerdict } from './malware-scanner.ts';
import type { ProtectionPlan } from './protection-plans.ts';

interface GuardDutySettings {
  readonly plans: readonly ProtectionPlan[];
  readonly scanner: MalwareScanner;
  readonly s3: { readonly endpoint: string; readonly region: string; readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } };
  /** Resolves when everybody who waits for the event has worked on it. */
  deliver(event: object): Promise<void>;
  /** A scan that failed is told as such, and here is why. */
  onError(error: unknown): void;
}

export interface LocalGuardDuty {
  readonly scannerName: string;
  /** To be told of each new object; resolves when it has been scanned and its result was worked on, so that a kill before that has it done again. Objects of no plan are passed over. */
  created(object: ObjectCreatedEvent): Promise<void>;
  /** Objects that are being scanned now. */
  pending(): number;
  /** What was scanned since the start, the last thousand: each is one AWS would be paid for. */
  scans(): readonly ScannedObject[];
  stop(): void;
}

type ScannedObject = Pick<ObjectCreatedEvent, 'key' | 'sizeBytes'>;

const SCANS_REMEMBERED = 1000;

type Result = ScanVerdict['status'] | 'FAILED';

/** Malware Protection for S3 as the template's plans ask for it: scans what is laid under a plan's prefixes and tells EventBridge. */
export function startGuardDuty(settings: GuardDutySettings): LocalGuardDuty {
  const { plans, scanner, s3 } = settings;
  const client = new S3Client({ ...s3, forcePathStyle: true });
  const scans: ScannedObject[] = [];
  let scanning = 0;

  const verdictOn = async ({ bucket, key, versionId }: ObjectCreatedEvent): Promise<{ status: Result; threats: readonly string[] }> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...(versionId !== null && { VersionId: versionId }) }));
      if (!(Body instanceof Readable)) throw new Error('S3 answered without a body');
      return await scanner.scan(Body);
    } catch (error) {
      settings.onError(error);
      return { status: 'FAILED', threats: [] };
    }
  };

  return {
    scannerName: scanner.name,
    created: async (object) => {
      const plan = plans.find(({ bucket, prefixes }) => bucket === object.bucket && prefixes.some((prefix) => object.key.startsWith(prefix)));
      if (plan === undefined) return;
      scanning += 1;
      scans.push({ key: object.key, sizeBytes: object.sizeBytes });
      scans.splice(0, scans.length - SCANS_REMEMBERED);
      const verdict = await verdictOn(object).finally(() => (scanning -= 1));
      await settings.deliver(scanResult(plan, object, { ...verdict, scanner: scanner.name }));
    },
    pending: () => scanning,
    scans: () => [...scans],
    stop: () => client.destroy(),
  };
}

interface Verdict {
  readonly status: Result;
  readonly threats: readonly string[];
  readonly scanner: string;
}

/** The event as GuardDuty sends it, with the name of who really scanned. */
function scanResult({ arn }: ProtectionPlan, { bucket, key, etag, versionId, eventTime }: ObjectCreatedEvent, { status, threats, scanner }: Verdict): object {
  const Detail = JSON.stringify({
    schemaVersion: '1.0',
    scanStatus: status === 'FAILED' ? 'FAILED' : status === 'UNSUPPORTED' ? 'SKIPPED' : 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: bucket, objectKey: key, eTag: etag, versionId: versionId ?? 'null', s3Throttled: false },
    scanResultDetails: { scanResultStatus: status, threats: threats.length === 0 ? null : threats.map((name) => ({ name })) },
    scanner,
  });
  return { Source: 'aws.guardduty', DetailType: 'GuardDuty Malware Protection Object Scan Result', Detail, Resources: [arn], Time: new Date(eventTime) };
}
