import type { S3Client } from '@aws-sdk/client-s3';
import type { ScanBundle } from '#domain/documents/scan-bundle';
import type { PaperKey, PaperStore } from '#domain/dossiers/paper-store';
import type { Temporal } from '#domain/kernel/temporal';
import { grantUpload, inspectObject } from '#functions/adapters/s3/upload-form';

interface PaperStoreAccess {
  readonly client: S3Client;
  readonly bucketName: string;
  readonly now: () => Temporal.Instant;
}

/** Papers in quarantine (D11). S3 itself refuses an upload whose size, type or bytes are not those that were granted. */
export function createS3PaperStore({ client, bucketName, now }: PaperStoreAccess): PaperStore {
  const at = (key: PaperKey) => ({ client, bucketName, key: quarantineKey(key) });
  return {
    grantUpload: (key, paper) => grantUpload(at(key), paper, now()),
    inspect: (key) => inspectObject(at(key)),
  };
}

/** Where a paper of a dossier lies until it is scanned: what waits for the others lies where the scanner does not look. */
export function quarantineKey({ dossierId, paperId, scan }: PaperKey): string {
  return `${scan === 'bundle' ? 'waiting' : 'quarantine'}/${dossierId}/${paperId}`;
}

/** Where the papers of one hand-in are scanned together: under a prefix of their own, because nobody wants them after the verdict. */
export function scanBundleKey({ dossierId, name }: Pick<ScanBundle, 'dossierId' | 'name'>): string {
  return `quarantine/bundles/${dossierId}/${name}.zip`;
}

const BUNDLED = /^quarantine\/bundles\/(?<dossierId>ds-[a-z0-9]{26,40})\/(?<name>[0-9a-f]{64})\.zip$/;

/** Which bundle of which dossier lies under a key of the quarantine; nothing when none does. */
export function scanBundleAt(key: string): Pick<ScanBundle, 'dossierId' | 'name'> | undefined {
  const { dossierId, name } = BUNDLED.exec(key)?.groups ?? {};
  return dossierId === undefined || name === undefined ? undefined : { dossierId, name };
}

const QUARANTINED = /^quarantine\/(?<dossierId>ds-[a-z0-9]{26,40})\/(?<paperId>[a-z0-9][a-z0-9-]{0,99})$/;

/** Which paper of which dossier lies under a key of the quarantine; nothing when no paper does. */
export function quarantinedAt(key: string): PaperKey | undefined {
  const { dossierId, paperId } = QUARANTINED.exec(key)?.groups ?? {};
  return dossierId === undefined || paperId === undefined ? undefined : { dossierId, paperId };
}
