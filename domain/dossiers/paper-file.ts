import type { Paper } from '#domain/dossiers/parts';

export type PaperFile = Pick<Paper, 'fileName' | 'contentType' | 'sizeBytes' | 'sha256'>;

/** What a paper is as a file, wherever it lies: in a dossier, in the electronic store, in another dossier that uses it again. */
export function fileOf({ fileName, contentType, sizeBytes, sha256 }: PaperFile): PaperFile {
  return { fileName, contentType, sizeBytes, sha256 };
}
