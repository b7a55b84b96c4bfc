import type { BucketTable } from './bucket-table.ts';
import { S3Error } from './s3-error.ts';
import type { S3Operation, S3Reply } from './s3-call.ts';

/** CreateBucket over the API: without versioning and CORS, which come from the template through `createBucket` of the server. */
export function createBucket(name: string, buckets: BucketTable): S3Reply {
  if (buckets.find(name)) {
    throw new S3Error('BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded and you already own it.', {
      details: { BucketName: name },
    });
  }
  buckets.put({ name });
  return { status: 200, headers: { location: `/${name}` } };
}

/** HeadBucket. */
export const headBucket: S3Operation = (_call, { region }) => ({ status: 200, headers: { 'x-amz-bucket-region': region } });
