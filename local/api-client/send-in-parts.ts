import { createHash } from 'node:crypto';
import { z } from 'zod';
import { limitsOf } from '#domain/procedures/paper-limits';
import type { ApiClient } from '#local/api-client/api-client';

const PART_BYTES = 5 * 1024 ** 2;

export const partsUpload = z.object({ kind: z.literal('multipart'), uploadId: z.string(), parts: z.array(z.object({ partNumber: z.number(), sizeBytes: z.number(), url: z.string() })) });
export type PartsUpload = z.infer<typeof partsUpload>;

/** How a paper is announced to be cut; nothing where one form takes it. */
export function cutOf(bytes: Uint8Array): { readonly partBytes: number; readonly sha256: readonly string[] } | undefined {
  if (bytes.byteLength <= limitsOf(undefined).partsAboveBytes) return undefined;
  const starts = Array.from({ length: Math.ceil(bytes.byteLength / PART_BYTES) }, (_, index) => index * PART_BYTES);
  return { partBytes: PART_BYTES, sha256: starts.map((at) => createHash('sha256').update(bytes.subarray(at, at + PART_BYTES)).digest('hex')) };
}

/** Sends each part to its address and gives what completes the upload. */
export async function sendParts({ uploadId, parts }: PartsUpload, bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly uploadId: string; readonly parts: readonly { readonly partNumber: number; readonly etag: string }[] }> {
  let at = 0;
  const sent: { partNumber: number; etag: string }[] = [];
  for (const { partNumber, sizeBytes, url } of parts) {
    const answer = await fetch(url, { method: 'PUT', body: bytes.subarray(at, at + sizeBytes) });
    if (!answer.ok) throw new Error(`Part ${String(partNumber)} was answered ${String(answer.status)}: ${await answer.text()}`);
    sent.push({ partNumber, etag: answer.headers.get('etag') ?? '' });
    at += sizeBytes;
  }
  return { uploadId, parts: sent };
}

interface LargePaper {
  readonly dossierId: string;
  readonly paperId: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly key: string;
}

/** A large paper's whole way into quarantine: its parts, and the completion. */
export async function sendInParts(api: ApiClient, upload: PartsUpload, { dossierId, paperId, bytes, key }: LargePaper): Promise<void> {
  await api.post(`/v1/dossiers/${dossierId}/papers/${paperId}/completion`, await sendParts(upload, bytes), `${key}-completion-${paperId}`);
}
