import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { keyUse } from '#infra/constructs/key-use';

/** What functions may be allowed where papers lie until they were judged. */
export class QuarantineRights {
  private readonly bucket: Bucket;
  private readonly key: Key;

  constructor(bucket: Bucket, key: Key) {
    this.bucket = bucket;
    this.key = key;
  }

  /** Lets a function sign upload grants: a presigned POST has the rights of whoever signed it. */
  takesUploads(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.bucket.arnForObjects('*')] }),
      keyUse(this.key, 's3', 'writing'),
    ];
  }

  /** Lets a function join the parts of a paper and lay it into quarantine. */
  joinsParts(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:PutObject', 's3:GetObject', 's3:GetObjectVersion', 's3:ListMultipartUploadParts'], resources: [this.bucket.arnForObjects('parts/*')] }),
      new PolicyStatement({ actions: ['s3:PutObject', 's3:GetObject'], resources: [this.bucket.arnForObjects('quarantine/*')] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      keyUse(this.key, 's3', 'writing'),
    ];
  }

  /** Lets a function look at what was uploaded; listing makes a missing paper read as missing, not as forbidden. */
  readsUploads(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.bucket.arnForObjects('*')] }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      keyUse(this.key, 's3', 'reading'),
    ];
  }

  /** Lets a function sign addresses of exact versions in quarantine, and have S3 copy them. */
  movesUploads(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: ['quarantine/*', 'waiting/*'].map((keys) => this.bucket.arnForObjects(keys)) }),
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      keyUse(this.key, 's3', 'reading'),
    ];
  }

  /** Lets a function remove exact versions of papers: what is in the vault need not lie here. Listing the keys leaves the parts alone. */
  clears(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['s3:DeleteObjectVersion'], resources: ['quarantine/*', 'waiting/*'].map((keys) => this.bucket.arnForObjects(keys)) })];
  }

  /** Lets a function lay papers that wait where they are scanned: each as a copy, or many as one object written in parts. */
  laysBeforeScanner(as: 'copies' | 'bundles'): readonly PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:PutObject', ...(as === 'bundles' ? ['s3:AbortMultipartUpload'] : [])], resources: [this.bucket.arnForObjects('quarantine/*')] }),
      keyUse(this.key, 's3', 'writing'),
    ];
  }
}
