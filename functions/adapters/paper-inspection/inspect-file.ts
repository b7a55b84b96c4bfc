import { openAsBlob } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { fileTypeFromBlob } from 'file-type';
import type { Findings, Inspection, InspectionOrder } from '#domain/documents/paper-inspector';
import type { RefusalReason } from '#domain/documents/refusal-reasons';
import { isArchive, isPolyglot } from '#functions/adapters/paper-inspection/find-polyglot';
import { inspectArchive } from '#functions/adapters/paper-inspection/inspect-archive';
import { inspectImage, jpegExtent, pngExtent } from '#functions/adapters/paper-inspection/inspect-image';
import { inspectPdf } from '#functions/adapters/paper-inspection/inspect-pdf';
import type { FetchedFile } from '#functions/adapters/paper-inspection/fetch-to-file';

type Expected = Omit<InspectionOrder, 'url'>;

/** Looks into a file on disk: is it what was announced, is it what it says it is, and does it do no more than a paper does. */
export async function inspectFile(path: string, fetched: FetchedFile, expected: Expected): Promise<Inspection> {
  const foundType = await typeOf(path);
  const reasons = new Set<RefusalReason>([...unlikeAnnounced(fetched, expected), ...unlikeType(foundType, expected)]);
  const found: Inspection = { ...fetched, ...(foundType !== undefined && { foundType }), reasons: [] };
  // What is not of its type is not parsed: the wrong parser would only add risk.
  if (foundType === undefined || reasons.size > 0) return { ...found, reasons: [...reasons] };
  if (await isPolyglotFile(path, { sizeBytes: fetched.sizeBytes, type: foundType })) reasons.add('polyglot');
  const findings = await inspectAs(foundType, path, expected);
  for (const reason of findings.reasons) reasons.add(reason);
  return { ...found, ...(findings.pages !== undefined && { pages: findings.pages }), reasons: [...reasons] };
}

/** By the bytes alone. By a blob, since `fileTypeFromFile` loads a package at run time that no bundle contains. */
async function typeOf(path: string): Promise<string | undefined> {
  try {
    return (await fileTypeFromBlob(await openAsBlob(path)))?.mime;
  } catch {
    // Bytes made to break the detector have no type we know.
    return undefined;
  }
}

function unlikeAnnounced({ sizeBytes, sha256 }: FetchedFile, expected: Expected): RefusalReason[] {
  if (sizeBytes !== expected.sizeBytes) return ['size-differs'];
  return sha256 === expected.sha256 ? [] : ['hash-differs'];
}

function unlikeType(foundType: string | undefined, { contentType, allowedTypes }: Expected): RefusalReason[] {
  if (foundType !== undefined && foundType === contentType) return allowedTypes.includes(foundType) ? [] : ['type-not-allowed'];
  if (foundType === undefined) return ['type-unknown'];
  return ['type-differs', ...(foundType.includes('macroenabled') ? (['macros'] as const) : [])];
}

async function isPolyglotFile(path: string, about: { readonly sizeBytes: number; readonly type: string }): Promise<boolean> {
  const file = await open(path);
  try {
    return await isPolyglot(file, about);
  } finally {
    await file.close();
  }
}

/** A type nobody here can look into is refused, whatever a procedure says. */
async function inspectAs(type: string, path: string, { limits }: Expected): Promise<Findings> {
  if (isArchive(type)) return inspectArchive(path, type, limits);
  switch (type) {
    case 'application/pdf':
      return inspectPdf(path, limits);
    case 'image/png':
      return inspectImage(await readFile(path), pngExtent, limits);
    case 'image/jpeg':
      return inspectImage(await readFile(path), jpegExtent, limits);
    default:
      return { reasons: ['type-not-allowed'] };
  }
}
