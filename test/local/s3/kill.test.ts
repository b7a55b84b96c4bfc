import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import type { ObjectCreatedEvent } from '#local/s3/event-outbox';
import { startS3 } from '#local/s3/start-s3';
import { credentials, region, silent } from './s3-fixture.ts';

// Only so that a busy machine does not fail a test that starts a process; nothing is timed.
const patienceMilliseconds = 60_000;

let dataFolder: string;
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 's3-kill-'));
});
afterAll(() => {
  rmSync(dataFolder, { recursive: true });
});

const clientOf = (endpoint: string): S3Client => new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1, logger: silent });

async function spawnServer(): Promise<{ url: string; child: ChildProcess }> {
  const script = new URL('serve-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), child };
}

function draftBytes(): number {
  return readdirSync(join(dataFolder, 'drafts')).reduce((sum, name) => sum + statSync(join(dataFolder, 'drafts', name)).size, 0);
}

describe('a server killed in the middle of an upload', () => {
  it('leaves no half object, keeps what was stored and what was begun, and tells what it had not told', async () => {
    const { url, child } = await spawnServer();
    const client = clientOf(url);
    await client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'whole', Body: 'whole' }));
    const upload = { Bucket: 'papers', Key: 'parts' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    const part = await client.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }));
    const endless = new PassThrough();
    const broken = client.send(new PutObjectCommand({ Bucket: 'papers', Key: 'half', Body: endless, ContentLength: 10_000_000 })).then(() => 'stored', () => 'broken off');
    endless.write(Buffer.alloc(1_000_000));
    while (draftBytes() < 900_000) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await once(child, 'exit');
    endless.destroy();
    expect(await broken).toBe('broken off');

    const events: ObjectCreatedEvent[] = [];
    const s3 = await startS3({
      dataFolder,
      clock: { now: () => Date.now() },
      credentials: new Map([[credentials.accessKeyId, credentials.secretAccessKey]]),
      region,
      onObjectCreated: (event) => {
        events.push(event);
      },
    });
    const reopened = clientOf(s3.url);
    expect(readdirSync(join(dataFolder, 'drafts'))).toEqual([]);
    expect(readdirSync(join(dataFolder, 'blobs'))).toHaveLength(2);
    const { Contents } = await reopened.send(new ListObjectsV2Command({ Bucket: 'papers' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['whole']);
    const { Body } = await reopened.send(new GetObjectCommand({ Bucket: 'papers', Key: 'whole' }));
    expect(await Body?.transformToString()).toBe('whole');
    await reopened.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] } }));
    expect(events.map(({ key }) => key)).toEqual(['whole', 'parts']);
    await s3.stop();
  }, patienceMilliseconds);

  it('sweeps bytes that were moved to their place but never recorded', async () => {
    writeFileSync(join(dataFolder, 'blobs', 'unrecorded'), 'bytes');
    const s3 = await startS3({ dataFolder, clock: { now: () => 0 }, credentials: new Map<string, string>(), region });
    expect(readdirSync(join(dataFolder, 'blobs'))).toHaveLength(2);
    await s3.stop();
  });

  it('holds its folder alone while it lives', async () => {
    const options = { dataFolder: mkdtempSync(join(tmpdir(), 's3-alone-')), clock: { now: () => 0 }, credentials: new Map<string, string>(), region };
    const s3 = await startS3(options);
    await expect(startS3(options)).rejects.toThrow('database is locked');
    await s3.stop();
    rmSync(options.dataFolder, { recursive: true });
  });
});
