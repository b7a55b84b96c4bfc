import { mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { link, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Bytes that are written but belong to no object yet. */
export interface DraftBlob {
  readonly name: string;
  readonly file: FileHandle;
}

/**
 * The bytes of objects and parts, one file each, never changed once they are in place. A draft is written aside and moved in one step;
 * what a killed server left behind is swept by `sweep`.
 */
export class BlobFiles {
  readonly #draftsFolder: string;
  readonly #blobsFolder: string;

  constructor(dataFolder: string) {
    this.#draftsFolder = join(dataFolder, 'drafts');
    this.#blobsFolder = join(dataFolder, 'blobs');
    mkdirSync(this.#draftsFolder, { recursive: true });
    mkdirSync(this.#blobsFolder, { recursive: true });
  }

  async startDraft(): Promise<DraftBlob> {
    const name = randomUUID();
    return { name, file: await open(join(this.#draftsFolder, name), 'wx') };
  }

  async discardDraft(draft: DraftBlob): Promise<void> {
    await draft.file.close();
    await rm(join(this.#draftsFolder, draft.name), { force: true });
  }

  /** Closes a draft and moves it to its place. Only a row naming the blob makes it count. */
  async keepDraft(draft: DraftBlob): Promise<void> {
    await draft.file.close();
    await rename(join(this.#draftsFolder, draft.name), this.#path(draft.name));
  }

  /** A second name for the same unchanging bytes; gives the new blob's name. */
  async share(name: string): Promise<string> {
    const copy = randomUUID();
    await link(this.#path(name), this.#path(copy));
    return copy;
  }

  /** Opens at once, so that a deletion in between cannot take the bytes from under the reader. */
  open(name: string): number {
    return openSync(this.#path(name), 'r');
  }

  async remove(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => rm(this.#path(name), { force: true })));
  }

  /** Removes every draft and every blob that no row names. */
  sweep(isKnown: (name: string) => boolean): void {
    for (const name of readdirSync(this.#draftsFolder)) rmSync(join(this.#draftsFolder, name));
    for (const name of readdirSync(this.#blobsFolder)) if (!isKnown(name)) rmSync(this.#path(name));
  }

  #path(name: string): string {
    return join(this.#blobsFolder, name);
  }
}
