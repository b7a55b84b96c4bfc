import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ObjectCreatedEvent } from '#local/s3/event-outbox';
import { startS3, type LocalS3 } from '#local/s3/start-s3';

export const region = 'ap-southeast-1';
export const credentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'a-secret-for-tests', sessionToken: 'a-token' };

/** The SDK warns of each refused stream; the refusals here are wanted. */
export const silent = { debug: (): void => undefined, info: (): void => undefined, warn: (): void => undefined, error: (): void => undefined };

export interface S3Fixture {
  readonly s3: LocalS3;
  readonly client: S3Client;
  readonly events: ObjectCreatedEvent[];
  readonly dataFolder: string;
  /** Moves the server's clock. */
  moveClock(milliseconds: number): void;
  clientWith(overrides: Partial<ConstructorParameters<typeof S3Client>[0]>): S3Client;
  /** Files of blobs and drafts in the data folder. */
  files(): { blobs: string[]; drafts: string[] };
  stop(): Promise<void>;
}

/** A server in a folder of its own with the buckets `plain`, `papers` (versioned, CORS) and `vault` (versioned, create-only, with locks). */
export async function openS3Fixture(): Promise<S3Fixture> {
  const dataFolder = mkdtempSync(join(tmpdir(), 's3-'));
  const events: ObjectCreatedEvent[] = [];
  let offsetMilliseconds = 0;
  const s3 = await startS3({
    dataFolder,
    clock: { now: () => Date.now() + offsetMilliseconds },
    credentials: new Map([[credentials.accessKeyId, credentials.secretAccessKey]]),
    region,
    onObjectCreated: (event) => {
      events.push(event);
    },
  });
  s3.createBucket({ name: 'plain' });
  s3.createBucket({
    name: 'papers',
    versioned: true,
    cors: [{ allowedOrigins: ['https://*.mot-cua.example'], allowedMethods: ['POST', 'GET'], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAgeSeconds: 300 }],
  });
  s3.createBucket({ name: 'vault', versioned: true, createOnly: true, locking: true });
  const clientWith: S3Fixture['clientWith'] = (overrides) =>
    new S3Client({ endpoint: s3.url, region, credentials, forcePathStyle: true, maxAttempts: 1, logger: silent, ...overrides });
  const client = clientWith({});
  return {
    s3,
    client,
    events,
    dataFolder,
    clientWith,
    moveClock: (milliseconds) => {
      offsetMilliseconds += milliseconds;
    },
    files: () => ({ blobs: readdirSync(join(dataFolder, 'blobs')), drafts: readdirSync(join(dataFolder, 'drafts')) }),
    stop: async () => {
      client.destroy();
      await s3.stop();
      rmSync(dataFolder, { recursive: true });
    },
  };
}

/** The code S3 refused with, or what else came of it. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'accepted';
  } catch (error) {
    if (error instanceof S3ServiceException) return error.name;
    throw error;
  }
}

/** Status and code of a plain HTTP answer. */
export async function answerOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const text = await response.text();
  return { status: response.status, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? '', message: /<Message>(.*?)<\/Message>/.exec(text)?.[1] ?? '' };
}
