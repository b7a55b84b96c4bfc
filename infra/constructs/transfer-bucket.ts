import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EXPORT_KEPT_DAYS } from '#domain/exports/data-export';
import { KEPT_DAYS } from '#domain/bulk/bulk-hand-in';
import { keyUse } from '#infra/constructs/key-use';
import type { PaperBuckets } from '#infra/constructs/paper-buckets';
import type { Stage } from '#infra/stages';

export interface TransferBucketProps {
  readonly stage: Stage;
  readonly key: Key;
  readonly papers: PaperBuckets;
}

type Prefix = 'bulk' | 'exports';

/** What passes through in bulk: files handed in and their answers, and exports. It holds nothing for good. */
export class TransferBucket extends Construct {
  readonly bucket: Bucket;
  private readonly key: Key;

  constructor(scope: Construct, id: string, { stage, key, papers }: TransferBucketProps) {
    super(scope, id);
    this.key = key;
    const forgets = (prefix: Prefix, days: number) => ({
      prefix: `${prefix}/`,
      expiration: Duration.days(days),
      noncurrentVersionExpiration: Duration.days(1),
      abortIncompleteMultipartUploadAfter: Duration.days(1),
    });
    this.bucket = new Bucket(this, 'Bucket', {
      removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      cors: [{ allowedMethods: [HttpMethods.POST, HttpMethods.GET], allowedOrigins: [...stage.portalOrigins], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAge: 3600 }],
      lifecycleRules: [forgets('bulk', KEPT_DAYS), forgets('exports', EXPORT_KEPT_DAYS)],
    });
    papers.logAccess(this.bucket, 'transfers/');
  }

  get name(): string {
    return this.bucket.bucketName;
  }

  /** Lets a function write files under a prefix, or sign forms to upload there. */
  writes(prefix: Prefix): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['s3:PutObject', 's3:AbortMultipartUpload'], resources: [this.bucket.arnForObjects(`${prefix}/*`)] }), keyUse(this.key, 's3', 'writing')];
  }

  /** Lets a function read files under a prefix, or sign links to them; listing makes a missing one read as missing. */
  reads(prefix: Prefix): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [this.bucket.arnForObjects(`${prefix}/*`)] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      keyUse(this.key, 's3', 'reading'),
    ];
  }
}
