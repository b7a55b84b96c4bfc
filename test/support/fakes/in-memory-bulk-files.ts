import { createHash } from 'node:crypto';
import type { AnswerKind, BulkFiles, ByteRange, ChunkAnswers, FetchGrant, FoundFile, RowsToUpload } from '#domain/bulk/bulk-files';
import type { PaperKey, UploadGrant } from '#domain/dossiers/paper-store';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

interface Held {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly objectVersion: string;
}

/** Files of bulk hand-ins in memory. `quarantine` holds what was brought there, by `<dossierId>/<paperId>`. */
export class InMemoryBulkFiles implements BulkFiles {
  readonly quarantine = new Map<string, FoundFile>();
  private readonly grants = new Map<string, RowsToUpload>();
  private readonly files = new Map<string, Held[]>();
  private readonly now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.now = now;
  }

  grantRows(bulkId: string, file: RowsToUpload): Promise<UploadGrant> {
    return this.grant(`${bulkId}/rows`, file);
  }

  grantPaper(bulkId: string, paper: RowsToUpload): Promise<UploadGrant> {
    return this.grant(`${bulkId}/papers/${paper.sha256}`, paper);
  }

  /** What a browser does with a grant. Returns whether the store took it. */
  upload(grant: UploadGrant, bytes: Uint8Array): boolean {
    const key = grant.fields['key'] ?? '';
    const granted = this.grants.get(key);
    if (granted === undefined || granted.sizeBytes !== bytes.byteLength || granted.sha256 !== sha256Of(bytes)) return false;
    this.put(key, bytes, granted.contentType);
    return true;
  }

  async inspectRows(bulkId: string): Promise<FoundFile | undefined> {
    return this.inspect(`${bulkId}/rows`);
  }

  async inspectPaper(bulkId: string, sha256: string): Promise<FoundFile | undefined> {
    return this.inspect(`${bulkId}/papers/${sha256}`);
  }

  async readRows(bulkId: string, objectVersion: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
    const held = this.files.get(`${bulkId}/rows`)?.find((each) => each.objectVersion === objectVersion);
    if (held === undefined) throw new Error('NoSuchKey');
    return inPieces(held.bytes.subarray(range?.from ?? 0, range?.to));
  }

  async bringPaper(bulkId: string, sha256: string, { dossierId, paperId }: PaperKey): Promise<void> {
    const found = this.inspect(`${bulkId}/papers/${sha256}`);
    if (found === undefined) throw new Error('NoSuchKey');
    this.quarantine.set(`${dossierId}/${paperId}`, found);
  }

  async keepAnswers(bulkId: string, chunk: number, { accepted, refused }: ChunkAnswers): Promise<void> {
    this.put(`${bulkId}/accepted/${String(chunk)}`, Buffer.from(accepted));
    this.put(`${bulkId}/refused/${String(chunk)}`, Buffer.from(refused));
  }

  async assemble(bulkId: string, kind: AnswerKind, { head, chunks }: { readonly head: string; readonly chunks: readonly number[] }): Promise<void> {
    this.put(`${bulkId}/${kind}`, Buffer.from(`${head}${chunks.map((chunk) => this.text(`${bulkId}/${kind}/${String(chunk)}`)).join('')}`));
  }

  async grantFetch(bulkId: string, kind: AnswerKind, fileName: string): Promise<FetchGrant> {
    return { url: `https://transfers.example/${bulkId}/${kind}?as=${fileName}`, expiresAt: toIso(this.now().add({ minutes: 10 })) };
  }

  /** What somebody who follows a link gets. */
  fetch({ url }: FetchGrant): string {
    return this.text(new URL(url).pathname.slice(1));
  }

  private async grant(key: string, file: RowsToUpload): Promise<UploadGrant> {
    this.grants.set(key, file);
    return { url: 'https://transfers.example', fields: { key }, expiresAt: toIso(this.now().add({ minutes: 10 })) };
  }

  private put(key: string, bytes: Uint8Array, contentType = 'application/octet-stream'): void {
    const before = this.files.get(key) ?? [];
    this.files.set(key, [...before, { bytes, contentType, objectVersion: `v${String(before.length + 1)}` }]);
  }

  private inspect(key: string): FoundFile | undefined {
    const held = this.files.get(key)?.at(-1);
    return held === undefined ? undefined : { sizeBytes: held.bytes.byteLength, sha256: sha256Of(held.bytes), contentType: held.contentType, objectVersion: held.objectVersion };
  }

  private text(key: string): string {
    const held = this.files.get(key)?.at(-1);
    if (held === undefined) throw new Error('NoSuchKey');
    return Buffer.from(held.bytes).toString();
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += 1000) yield bytes.subarray(from, from + 1000);
}
