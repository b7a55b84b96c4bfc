import type { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';

/** The bytes of an object as they come. */
export async function streamOf(client: S3Client, command: GetObjectCommand): Promise<Readable> {
  const { Body } = await client.send(command);
  if (!(Body instanceof Readable)) throw new Error('S3 answered without a stream');
  return Body;
}
