import { S3Error } from './s3-error.ts';

const longestLineBytes = 16 * 1024;

/** Reads lines and counted bytes from a stream of buffers, holding no more than one buffer and an unfinished line. */
export class ChunkReader {
  readonly #source: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF. Throws IncompleteBody at the end of the stream. */
  async line(): Promise<string> {
    for (;;) {
      const at = this.#pending.indexOf('\r\n');
      if (at >= 0) {
        const line = this.#pending.subarray(0, at).toString('utf8');
        this.#pending = this.#pending.subarray(at + 2);
        return line;
      }
      if (this.#pending.length > longestLineBytes) throw incompleteBody();
      const more = await this.#source.next();
      if (more.done) throw incompleteBody();
      this.#pending = Buffer.concat([this.#pending, more.value]);
    }
  }

  /** The next bytes, at least one and at most `maxBytes`. Throws IncompleteBody at the end of the stream. */
  async take(maxBytes: number): Promise<Buffer> {
    while (this.#pending.length === 0) {
      const more = await this.#source.next();
      if (more.done) throw incompleteBody();
      this.#pending = more.value;
    }
    const taken = this.#pending.subarray(0, maxBytes);
    this.#pending = this.#pending.subarray(taken.length);
    return taken;
  }
}

export function incompleteBody(): S3Error {
  return new S3Error('IncompleteBody', 'The request body terminated unexpectedly or does not have the number of bytes specified by the Content-Length HTTP header');
}
