import type { FileHandle } from 'node:fs/promises';

const WINDOW_BYTES = 1024 ** 2;

/** Where each word stands last in a file; nothing when nowhere. One window slides over the file, so that nothing piles up. */
export async function findWords<Word extends string>(file: FileHandle, words: readonly Word[]): Promise<ReadonlyMap<Word, number>> {
  const found = new Map<Word, number>();
  const window = Buffer.alloc(WINDOW_BYTES);
  const overlap = Math.max(...words.map((word) => word.length)) - 1;
  for (let at = 0, kept = 0; ; ) {
    const { bytesRead } = await file.read(window, kept, WINDOW_BYTES - kept, at + kept);
    if (bytesRead === 0) return found;
    const filled = window.subarray(0, kept + bytesRead);
    for (const word of words) {
      const position = filled.lastIndexOf(word, undefined, 'latin1');
      if (position >= 0) found.set(word, at + position);
    }
    kept = Math.min(overlap, filled.length);
    at += filled.length - kept;
    window.copyWithin(0, filled.length - kept, filled.length);
  }
}
