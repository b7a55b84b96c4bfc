import type { Bucket } from './bucket-table.ts';
import { S3Error } from './s3-error.ts';
import type { ObjectVersion } from './version-table.ts';

type Headers = Readonly<Record<string, string>>;

const MODE = 'x-amz-object-lock-mode';
const UNTIL = 'x-amz-object-lock-retain-until-date';

/** Refuses a lock that S3 would refuse: half of one, one of yesterday, or one in a bucket without Object Lock. */
export function refuseUnfitLock(bucket: Bucket, given: Headers, now: number): void {
  const [mode, until] = [given[MODE], given[UNTIL]];
  if (mode === undefined && until === undefined) return;
  if (!bucket.locking) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  if (mode === undefined || until === undefined) throw new S3Error('InvalidArgument', `${MODE} and ${UNTIL} must both be supplied`);
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') throw new S3Error('InvalidArgument', 'Unknown wormMode directive.');
  if (!(Date.parse(until) > now)) throw new S3Error('InvalidArgument', 'The retain until date must be in the future!');
}

/** A locked version stays until its day, whoever asks; nobody here has the right to go round a lock in governance mode. */
export function refuseWhileLocked({ headers }: ObjectVersion, now: number): void {
  const until = headers[UNTIL];
  if (until !== undefined && Date.parse(until) > now) throw new S3Error('AccessDenied', 'Access Denied because object protected by object lock.');
}
