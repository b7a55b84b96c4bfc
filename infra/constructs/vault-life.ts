import { Duration } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';

/** The mark on what a bundle holds, as functions/adapters/s3/s3-bundle-files.ts puts it; test/infra/data-stack.test.ts compares them. */
const KEPT_IN_BUNDLE = { 'mot-cua:kept-in': 'bundle' };

/**
 * What a bundle holds is marked, and then hidden by S3 within a day. A hidden version can still be read by its id, and S3 removes it
 * when it has been hidden for the days of grace. What was brought back from a bundle to be read goes within two days.
 */
export function goesAfterBundling(graceDays: number): LifecycleRule[] {
  return [
    { id: 'kept-in-bundle', tagFilters: KEPT_IN_BUNDLE, expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(graceDays) },
    { id: 'brought-back', prefix: 'restored/', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
    { id: 'empty-markers', expiredObjectDeleteMarker: true },
  ];
}
