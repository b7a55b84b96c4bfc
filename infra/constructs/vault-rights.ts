import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { keyUse } from '#infra/constructs/key-use';

/** `papers`: what applicants handed in; `documents`: what agencies wrote. */
type VaultPrefix = 'papers' | 'documents' | 'confirmations' | 'bundles' | 'restored' | 'log';

/** What a function may do in the vault; nobody may remove anything. */
export class VaultRights {
  private readonly vault: Bucket;
  private readonly key: Key;

  constructor(vault: Bucket, key: Key) {
    this.vault = vault;
    this.key = key;
  }

  /** Lets a function put what is new under a prefix of the vault; whoever came second asks what lies there. */
  writes(prefix: VaultPrefix): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:PutObject', 's3:GetObject'], resources: [this.vault.arnForObjects(`${prefix}/*`)] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.vault.bucketArn] }),
      keyUse(this.key, 's3', 'writing'),
    ];
  }

  /** Lets a function read what lies under a prefix of the vault, or sign addresses of its versions; listing makes a missing one read as missing. */
  reads(prefix: VaultPrefix): readonly PolicyStatement[] {
    return this.readsAt(`${prefix}/*`);
  }

  /** The same of one file that a deployment names. */
  readsAt(key: string): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [this.vault.arnForObjects(key)] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.vault.bucketArn] }),
      keyUse(this.key, 's3', 'reading'),
    ];
  }

  /** Lets a function close ended dossiers: read what is kept, write the locked bundle, and mark what it holds as free to go. It can remove nothing. */
  keepsBundles(): readonly PolicyStatement[] {
    const singles = ['papers', 'documents', 'confirmations'].map((prefix) => this.vault.arnForObjects(`${prefix}/*`));
    return [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [...singles, this.vault.arnForObjects('bundles/*')] }),
      new PolicyStatement({ actions: ['s3:PutObject', 's3:PutObjectRetention', 's3:AbortMultipartUpload'], resources: [this.vault.arnForObjects('bundles/*')] }),
      new PolicyStatement({ actions: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], resources: singles }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.vault.bucketArn] }),
      keyUse(this.key, 's3', 'reading'),
      keyUse(this.key, 's3', 'writing'),
    ];
  }

  /** Lets a function bring a file of an ended dossier back from its bundle, for a day. */
  readsBundles(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: ['bundles', 'restored'].map((prefix) => this.vault.arnForObjects(`${prefix}/*`)) }),
      new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [this.vault.arnForObjects('restored/*')] }),
      keyUse(this.key, 's3', 'reading'),
      keyUse(this.key, 's3', 'writing'),
    ];
  }
}
