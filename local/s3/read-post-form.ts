import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { S3Error } from './s3-error.ts';
import type { S3Request } from './s3-request.ts';

export interface PostForm {
  /** Form fields that came before the file, by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  /** The file's bytes. Fails when the form breaks off or is not closed properly. */
  readonly file: AsyncIterable<Buffer>;
  readonly fileName: string;
}

// S3 allows 20 KB for everything before the file.
const maxFieldsBytes = 20 * 1024;

/**
 * Reads a browser's form up to its file; S3 does not look at what follows the file.
 * Throws MalformedPOSTRequest, InvalidArgument for a missing file or a field given twice, MaxPostPreDataLengthExceededError.
 */
export function readPostForm(request: S3Request): Promise<PostForm> {
  const contentType = request.headers['content-type'] ?? '';
  const parser = openParser(contentType);
  const fields = new Map<string, string>();
  let fieldsBytes = 0;
  return new Promise<PostForm>((resolve, reject) => {
    parser.on('field', (name, value) => {
      const lowerName = name.toLowerCase();
      fieldsBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
      if (fields.has(lowerName)) reject(invalid(`POST requires exactly one value for the field ${name}`, name));
      if (fieldsBytes > maxFieldsBytes) {
        reject(new S3Error('MaxPostPreDataLengthExceededError', 'Your POST request fields preceding the upload file were too large.'));
      }
      fields.set(lowerName, value);
    });
    parser.on('file', (_name, stream, fileName: string | undefined) => {
      resolve({ fields: new Map(fields), file: bytesOf(request, stream), fileName: fileName ?? '' });
    });
    parser.on('error', () => {
      reject(malformed());
    });
    parser.on('finish', () => {
      reject(invalid('POST requires exactly one file upload per request.', 'file'));
    });
    request.body.on('error', reject);
    request.body.pipe(parser);
  });
}

/** Lets the rest of a refused form run out, so that the answer can be sent. */
export function drainForm({ body }: S3Request): void {
  body.unpipe();
  body.resume();
}

function openParser(contentType: string): BusboyInstance {
  if (!contentType.startsWith('multipart/form-data')) {
    throw new S3Error('PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data', {
      details: { Condition: 'Bucket POST must be of the enclosure-type multipart/form-data' },
    });
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: false,
      isPartAFile: (name) => name?.toLowerCase() === 'file',
      limits: { files: 1, fieldSize: maxFieldsBytes + 1, parts: 1000 },
    });
  } catch {
    throw malformed();
  }
}

function bytesOf({ body }: S3Request, stream: BusboyFileStream): AsyncIterable<Buffer> {
  let isBroken = false;
  // The form may break off before anyone reads the file, and an error without a listener would end the process.
  stream.on('error', () => {
    isBroken = true;
  });
  // A connection that breaks off ends the request without ending the parser.
  body.once('close', () => {
    if (!body.readableEnded) stream.destroy(malformed());
  });
  return readUnlessBroken(stream, () => isBroken);
}

async function* readUnlessBroken(stream: BusboyFileStream, isBroken: () => boolean): AsyncGenerator<Buffer, void> {
  try {
    const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
    yield* chunks;
  } catch {
    throw malformed();
  }
  if (isBroken()) throw malformed();
}

function malformed(): S3Error {
  return new S3Error('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
}

function invalid(message: string, argument: string): S3Error {
  return new S3Error('InvalidArgument', message, { details: { ArgumentName: argument } });
}
