import type { DatabaseSync } from 'node:sqlite';
import type { BlobFiles } from './blob-files.ts';
import type { BucketTable } from './bucket-table.ts';
import type { EventOutbox } from './event-outbox.ts';
import type { CredentialLookup } from './signing-key.ts';
import type { UploadTable } from './upload-table.ts';
import type { VersionTable } from './version-table.ts';

/** What the calls work with. */
export interface S3Parts {
  readonly database: DatabaseSync;
  readonly buckets: BucketTable;
  readonly versions: VersionTable;
  readonly uploads: UploadTable;
  readonly blobs: BlobFiles;
  readonly events: EventOutbox;
  readonly clock: { now(): number };
  readonly credentials: CredentialLookup;
  readonly region: string;
}
