import { readSync } from 'node:fs';

const PAGE_BYTES = 64 * 1024;
const HELD_PAGES = 32;
/** Shorter stretches are handed out as plain bytes. */
const PLAIN_BYTES = 256 * 1024;

/** Single bytes that are read so before it is quicker to hold the file: those of a scan's structure are some ten thousand. */
const MOST_READS = 10_000_000;

export interface PagedBytes {
  readonly bytes: Uint8Array;
  /** Whether a reader was turned away, because he read too much or asked for what pages cannot give: his result counts for nothing. */
  gaveUp(): boolean;
}

/**
 * The bytes of an open file as if they were held, though only a few pages of them ever are: a reader that takes single bytes and
 * stretches of them cannot tell the difference. Whatever else is asked of them throws.
 */
export function pagedBytes(descriptor: number, sizeBytes: number, mostReads = MOST_READS): PagedBytes {
  let hasGivenUp = false;
  const giveUp = (why: string): Error => {
    hasGivenUp = true;
    return new Error(why);
  };
  return { bytes: stretch(openPages(descriptor, { sizeBytes, mostReads, giveUp }), 0, sizeBytes), gaveUp: () => hasGivenUp };
}

interface Pages {
  byteAt(position: number): number | undefined;
  /** A copy. */
  bytes(from: number, to: number): Uint8Array;
  giveUp(why: string): Error;
}

interface Reading {
  readonly sizeBytes: number;
  readonly mostReads: number;
  readonly giveUp: (why: string) => Error;
}

function openPages(descriptor: number, { sizeBytes, mostReads, giveUp }: Reading): Pages {
  let reads = 0;
  const held = new Map<number, Buffer>();
  let current = -1;
  let page: Buffer = Buffer.alloc(0);
  const turnTo = (number: number): void => {
    current = number;
    page = held.get(number) ?? readAt(descriptor, number * PAGE_BYTES, PAGE_BYTES);
    held.delete(number);
    held.set(number, page);
    const [oldest] = held.keys();
    if (held.size > HELD_PAGES && oldest !== undefined) held.delete(oldest);
  };
  return {
    byteAt: (position) => {
      if (position < 0 || position >= sizeBytes) return undefined;
      reads += 1;
      if (reads > mostReads) throw giveUp('Read too much byte by byte');
      const number = Math.floor(position / PAGE_BYTES);
      if (number !== current) turnTo(number);
      return page[position - number * PAGE_BYTES];
    },
    bytes: (from, to) => readAt(descriptor, from, to - from),
    giveUp,
  };
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
}

/** Typed arrays take their members by number or by name; here both are asked of the pages. */
function stretch(pages: Pages, from: number, to: number): Uint8Array {
  const length = to - from;
  const subarray = (start = 0, end = length): Uint8Array => {
    const first = Math.min(length, start < 0 ? Math.max(0, length + start) : start);
    const last = Math.max(first, Math.min(length, end < 0 ? length + end : end));
    return last - first <= PLAIN_BYTES ? pages.bytes(from + first, from + last) : stretch(pages, from + first, from + last);
  };
  return new Proxy(new Uint8Array(0), {
    get: (target, name): unknown => {
      if (typeof name === 'symbol') return Reflect.get(target, name, target);
      if (name === 'length' || name === 'byteLength') return length;
      if (name === 'subarray') return subarray;
      const index = Number(name);
      if (!Number.isInteger(index)) throw pages.giveUp(`Paged bytes have no ${name}`);
      return index < 0 || index >= length ? undefined : pages.byteAt(from + index);
    },
    set: () => false,
  });
}
