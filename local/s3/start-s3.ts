import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { answerRequest } from './answer-request.ts';
import { BlobFiles } from './blob-files.ts';
import { createBucketTable, type BucketSettings } from './bucket-table.ts';
import { corsHeaders } from './cors.ts';
import { createEventOutbox, type ObjectCreatedListener } from './event-outbox.ts';
import { openMetadata } from './open-metadata.ts';
import { errorDocument, S3Error } from './s3-error.ts';
import type { S3Reply } from './s3-call.ts';
import type { S3Parts } from './s3-parts.ts';
import { readS3Request, type S3Request } from './s3-request.ts';
import { sendReply } from './send-reply.ts';
import type { CredentialLookup } from './signing-key.ts';
import { createUploadTable } from './upload-table.ts';
import { createVersionTable } from './version-table.ts';

interface S3Options {
  /** Where objects live; made if missing. One server at a time. */
  readonly dataFolder: string;
  /** Epoch milliseconds. */
  readonly clock: { now(): number };
  readonly credentials: CredentialLookup;
  readonly region: string;
  /** Any free port when left out. */
  readonly port?: number;
  /** Told of each object after it is stored, at least once, also across a kill; several calls may run at once. Asked again when it throws. */
  readonly onObjectCreated?: ObjectCreatedListener;
}

export interface LocalS3 {
  /** Endpoint for path-style clients. */
  readonly url: string;
  readonly port: number;
  /** Makes a bucket, or gives an existing one these settings (a template deployed again). */
  createBucket(settings: BucketSettings): void;
  /** Breaks off open connections and closes the data folder. */
  stop(): Promise<void>;
}

/**
 * Starts a local S3 on 127.0.0.1 over files and SQLite: only the calls a one-stop shop makes, each refusing what S3 would refuse.
 * What a killed server left half-written in the folder is swept first.
 */
export async function startS3(options: S3Options): Promise<LocalS3> {
  const parts = openParts(options);
  const inFlight = new Set<Promise<void>>();
  const server = createServer({ requestTimeout: 0 }, (message, response) => {
    const answer = serve(message, { response, parts }).finally(() => inFlight.delete(answer));
    inFlight.add(answer);
  });
  const port = await listenLocally(server, options.port);
  parts.events.deliver();
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    createBucket: (settings) => {
      parts.buckets.put(settings);
    },
    stop: async () => {
      await Promise.all([closeServer(server), ...inFlight]);
      parts.events.stop();
      parts.database.close();
    },
  };
}

function openParts({ dataFolder, clock, credentials, region, onObjectCreated }: S3Options): S3Parts {
  mkdirSync(dataFolder, { recursive: true });
  const database = openMetadata(join(dataFolder, 'metadata.sqlite'));
  const versions = createVersionTable(database);
  const uploads = createUploadTable(database);
  const blobs = new BlobFiles(dataFolder);
  blobs.sweep((name) => versions.hasBlob(name) || uploads.hasBlob(name));
  return {
    database,
    buckets: createBucketTable(database),
    versions,
    uploads,
    blobs,
    events: createEventOutbox(database, onObjectCreated),
    clock,
    credentials,
    region,
  };
}

/** Answers one message; never rejects. */
async function serve(message: IncomingMessage, { response, parts }: { response: ServerResponse; parts: S3Parts }): Promise<void> {
  const requestId = randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase();
  const isHead = message.method === 'HEAD';
  const answer = { isHead, requestId, now: parts.clock.now() };
  try {
    await sendReply(response, { ...answer, reply: await replyTo(message, parts) });
  } catch (error) {
    // The reader went away in the middle of the bytes.
    if (response.headersSent || response.destroyed) return;
    const reply = refusal(error, { resource: message.url ?? '/', requestId });
    await sendReply(response, { ...answer, reply: { ...reply, headers: { ...reply.headers, ...corsOf(message, parts) } } });
  }
}

async function replyTo(message: IncomingMessage, parts: S3Parts): Promise<S3Reply> {
  const request = readS3Request(message);
  const reply = await answerRequest(request, parts);
  return { ...reply, headers: { ...reply.headers, ...cors(request, parts) } };
}

function cors(request: S3Request, { buckets }: S3Parts): Record<string, string> {
  return corsHeaders(request, buckets.find(request.bucketName));
}

function corsOf(message: IncomingMessage, parts: S3Parts): Record<string, string> {
  try {
    return cors(readS3Request(message), parts);
  } catch {
    return {};
  }
}

function refusal(error: unknown, { resource, requestId }: { resource: string; requestId: string }): S3Reply {
  const refused = error instanceof S3Error ? error : new S3Error('InternalError', `We encountered an internal error. Please try again. ${String(error)}`);
  return { status: refused.status, headers: refused.headers, body: errorDocument(refused, resource.split('?')[0] ?? '/', requestId) };
}
