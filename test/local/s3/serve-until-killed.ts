import { startS3 } from '#local/s3/start-s3';
import { credentials, region } from './s3-fixture.ts';

/** A server in a process of its own; writes its address when it listens. A listener that never ends keeps its events waiting. */
const s3 = await startS3({
  dataFolder: process.argv[2] ?? '',
  clock: { now: () => Date.now() },
  credentials: new Map([[credentials.accessKeyId, credentials.secretAccessKey]]),
  region,
  onObjectCreated: () => new Promise<void>(() => undefined),
});
s3.createBucket({ name: 'papers', versioned: true });
process.stdout.write(`${s3.url}\n`);
