import { createHash, randomUUID } from 'node:crypto';
import type { PaperKey, PaperObject } from '#domain/dossiers/paper-store';
import { type Completion, type CutInParts, type PaperParts, type PartsGrant, partSizes } from '#domain/dossiers/upload-in-parts';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

interface Part {
  readonly etag: string;
  readonly bytes: Uint8Array;
}

interface Upload {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly inParts: CutInParts;
  readonly parts: Map<number, Part>;
}

/** Quarantine in memory for papers in parts: takes only the parts that were announced, bit for bit. */
export class InMemoryPaperParts implements PaperParts {
  private readonly uploads = new Map<string, Upload>();
  private readonly objects = new Map<string, PaperObject>();
  private readonly now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.now = now;
  }

  async grantParts(key: PaperKey, { sizeBytes, inParts }: { readonly sizeBytes: number; readonly inParts: CutInParts }): Promise<PartsGrant> {
    const uploadId = randomUUID();
    const sizes = partSizes(sizeBytes, inParts);
    this.uploads.set(uploadId, { name: nameOf(key), sizes, inParts, parts: new Map() });
    const parts = sizes.map((bytes, index) => ({ partNumber: index + 1, sizeBytes: bytes, url: `https://quarantine.example/${uploadId}/${String(index + 1)}` }));
    return { kind: 'multipart', uploadId, parts, expiresAt: toIso(this.now().add({ minutes: 30 })) };
  }

  async complete(key: PaperKey, { uploadId, parts, contentType, sizeBytes }: Parameters<PaperParts['complete']>[1]): Promise<Completion> {
    const before = this.quarantined(key);
    if (before !== undefined) return { outcome: 'complete', object: before };
    const upload = this.uploads.get(uploadId);
    if (upload?.name !== nameOf(key)) return { outcome: 'upload-ended' };
    const missing = parts.filter(({ partNumber, etag }) => upload.parts.get(partNumber)?.etag !== etag).map(({ partNumber }) => partNumber);
    const untold = [...upload.parts.keys()].filter((number) => !parts.some(({ partNumber }) => partNumber === number));
    if (missing.length + untold.length > 0) return { outcome: 'parts-missing', parts: [...missing, ...untold].toSorted((one, other) => one - other) };
    const bytes = Buffer.concat([...upload.parts].toSorted(([one], [other]) => one - other).map(([, part]) => part.bytes));
    if (bytes.length !== sizeBytes) return { outcome: 'size-differs' };
    const object = { sizeBytes, sha256: sha256Of(bytes), contentType, objectVersion: 'v1' };
    this.objects.set(nameOf(key), object);
    return { outcome: 'complete', object };
  }

  /** What a browser does with an address of the grant; gives the ETag, or nothing when the part was refused. */
  send(url: string, bytes: Uint8Array): string | undefined {
    const [uploadId = '', number = ''] = new URL(url).pathname.split('/').slice(1);
    const upload = this.uploads.get(uploadId);
    const index = Number(number) - 1;
    if (upload === undefined || bytes.length !== upload.sizes[index] || sha256Of(bytes) !== upload.inParts.sha256[index]) return undefined;
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    upload.parts.set(index + 1, { etag, bytes });
    return etag;
  }

  /** What the bucket's rule does with an upload nobody completed. */
  end(uploadId: string): void {
    this.uploads.delete(uploadId);
  }

  quarantined(key: PaperKey): PaperObject | undefined {
    return this.objects.get(nameOf(key));
  }
}

function nameOf({ dossierId, paperId }: PaperKey): string {
  return `${dossierId}/${paperId}`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
