import type { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';

/** The bytes of an object as they come. */
export async function streamOf(client: S3Client, command: GetObjectCommand): Promise<Readable> {
  const { Body } = await client.send(command);
  if (!(Body instanceof Readable)) throw new Error('S3 answered without a stream');
  return Body;
}

/** The pieces of a stream, known to be bytes. */
export async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterable<unknown> = stream;
  for await (const piece of pieces) {
    if (!(piece instanceof Uint8Array)) throw new Error('A stream of bytes gave something else');
    yield piece;
  }
}
