import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { S3Error } from './s3-error.ts';

const corsRuleSchema = z.object({
  allowedOrigins: z.array(z.string()).min(1),
  allowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])).min(1),
  allowedHeaders: z.array(z.string()).default([]),
  exposedHeaders: z.array(z.string()).default([]),
  maxAgeSeconds: z.int().nonnegative().optional(),
});

const bucketSchema = z.object({
  name: z.string().regex(/^(?!xn--)[a-z0-9](?:[a-z0-9]|[.-](?![.-])){1,61}[a-z0-9]$/, 'The specified bucket is not valid.'),
  versioned: z.boolean().default(false),
  /** Whether the bucket's policy denies writing an object without `If-None-Match`. */
  createOnly: z.boolean().default(false),
  /** Whether objects may be locked until a day. */
  locking: z.boolean().default(false),
  cors: z.array(corsRuleSchema).default([]),
});

export type Bucket = z.output<typeof bucketSchema>;
export type BucketSettings = z.input<typeof bucketSchema>;
export type CorsRule = z.output<typeof corsRuleSchema>;

export interface BucketTable {
  /** Makes the bucket, or gives an existing one these settings. Throws InvalidBucketName, or InvalidArgument for taking versioning away. */
  put(settings: BucketSettings): void;
  find(name: string): Bucket | undefined;
  /** Throws NoSuchBucket. */
  get(name: string): Bucket;
}

export function createBucketTable(database: DatabaseSync): BucketTable {
  const upsert = database.prepare('INSERT INTO buckets (name, settings) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET settings = excluded.settings');
  const select = database.prepare('SELECT settings FROM buckets WHERE name = ?');
  // Asked for on each request; a bucket changes only through `put`.
  const known = new Map<string, Bucket>();

  const find = (name: string): Bucket | undefined => {
    const cached = known.get(name);
    if (cached) return cached;
    const row = select.get(name);
    if (!row) return undefined;
    const bucket = bucketSchema.parse(JSON.parse(String(row['settings'])));
    known.set(name, bucket);
    return bucket;
  };

  return {
    find,
    get: (name) => {
      const bucket = find(name);
      if (!bucket) throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', { details: { BucketName: name } });
      return bucket;
    },
    put: (settings) => {
      const bucket = readSettings(settings);
      if (find(bucket.name)?.versioned && !bucket.versioned) {
        throw new S3Error('InvalidArgument', `Versioning of bucket ${bucket.name} cannot be taken away`);
      }
      upsert.run(bucket.name, JSON.stringify(bucket));
      known.set(bucket.name, bucket);
    },
  };
}

function readSettings(settings: BucketSettings): Bucket {
  const read = bucketSchema.safeParse(settings);
  if (read.success) return read.data;
  const code = read.error.issues.some((issue) => issue.path[0] === 'name') ? 'InvalidBucketName' : 'InvalidArgument';
  throw new S3Error(code, z.prettifyError(read.error), { details: { BucketName: settings.name } });
}
