import type { Bucket } from './bucket-table.ts';
import type { S3Parts } from './s3-parts.ts';
import type { S3Request } from './s3-request.ts';
import type { SignatureSeed } from './verify-signature.ts';

/** A request whose signature was verified, on a bucket that exists. */
export interface S3Call extends S3Request {
  readonly bucket: Bucket;
  readonly seed: SignatureSeed;
}

/** Bytes of a blob, both ends inclusive. */
interface BlobRange {
  readonly descriptor: number;
  readonly start: number;
  readonly end: number;
}

export interface S3Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | BlobRange;
}

/** One S3 call. Throws S3Error for what S3 would refuse. */
export type S3Operation = (call: S3Call, parts: S3Parts) => Promise<S3Reply> | S3Reply;
