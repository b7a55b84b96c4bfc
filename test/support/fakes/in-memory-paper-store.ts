import { createHash } from 'node:crypto';
import type { PaperKey, PaperObject, PaperStore, UploadGrant } from '#domain/dossiers/paper-store';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';

type Granted = Parameters<PaperStore['grantUpload']>[1];

/** Quarantine in memory: takes only what was granted, bit for bit. */
export class InMemoryPaperStore implements PaperStore {
  private readonly grants = new Map<string, Granted>();
  private readonly objects = new Map<string, PaperObject>();
  private readonly now: () => Temporal.Instant;

  constructor(now: () => Temporal.Instant) {
    this.now = now;
  }

  async grantUpload(key: PaperKey, paper: Granted): Promise<UploadGrant> {
    this.grants.set(nameOf(key), paper);
    return { url: 'https://quarantine.example', fields: { key: nameOf(key) }, expiresAt: toIso(this.now().add({ minutes: 10 })) };
  }

  async inspect(key: PaperKey): Promise<PaperObject | undefined> {
    return this.objects.get(nameOf(key));
  }

  /** What a browser does with the grant. Returns whether the store took it. */
  upload(key: PaperKey, bytes: Uint8Array, contentType: string): boolean {
    const granted = this.grants.get(nameOf(key));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (granted?.sha256 !== sha256 || granted.sizeBytes !== bytes.length || granted.contentType !== contentType) return false;
    this.objects.set(nameOf(key), { sizeBytes: bytes.length, sha256, contentType, objectVersion: `v${this.objects.size + 1}` });
    return true;
  }

  /** Puts what was granted there without its bytes: for tests about what comes after the upload. */
  receive(key: PaperKey): void {
    const granted = this.grants.get(nameOf(key));
    if (granted === undefined) throw new Error(`No grant for ${nameOf(key)}`);
    this.objects.set(nameOf(key), { ...granted, objectVersion: `v${this.objects.size + 1}` });
  }
}

function nameOf({ dossierId, paperId, scan }: PaperKey): string {
  return `${scan === 'bundle' ? 'waiting' : 'quarantine'}/${dossierId}/${paperId}`;
}
