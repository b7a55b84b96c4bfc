import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, CfnBucket, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { QuarantineRights } from '#infra/constructs/quarantine-rights';
import { goesAfterBundling } from '#infra/constructs/vault-life';
import { VaultRights } from '#infra/constructs/vault-rights';
import type { Stage } from '#infra/stages';

export interface PaperBucketsProps {
  readonly stage: Stage;
  readonly key: Key;
}

/** Where papers lie: guilty in quarantine until scanned, then in the vault, written once (D11). */
export class PaperBuckets extends Construct {
  readonly quarantine: Bucket;
  readonly vault: Bucket;
  /** What a function may do in quarantine. */
  readonly quarantineRights: QuarantineRights;
  /** What a function may do in the vault. */
  readonly vaultRights: VaultRights;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, { stage, key }: PaperBucketsProps) {
    super(scope, id);
    const removalPolicy = stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const safe = { removalPolicy, versioned: true, enforceSSL: true, minimumTLSVersion: 1.2, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED } satisfies BucketProps;
    this.accessLogs = new Bucket(this, 'AccessLogBucket', {
      ...safe,
      // S3 cannot deliver access logs into a bucket that is encrypted with a KMS key.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) }],
    });
    const encrypted = { ...safe, encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true } satisfies BucketProps;
    this.quarantine = new Bucket(this, 'QuarantineBucket', {
      ...encrypted,
      // Forms come by POST, parts by PUT; the ETag of a part is what its sender completes with.
      cors: [{ allowedMethods: [HttpMethods.POST, HttpMethods.PUT], allowedOrigins: [...stage.portalOrigins], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAge: 3600 }],
      // What was accepted is removed when it lies in the vault; what was refused or never handed in goes by its age.
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), expiration: Duration.days(stage.quarantineDays), noncurrentVersionExpiration: Duration.days(1) },
        // Of papers scanned together only the verdict is wanted; the papers themselves lie beside.
        { id: 'scanned-bundles', prefix: 'quarantine/bundles/', expiration: Duration.days(2) },
        // Joined parts were copied into quarantine at once; what was not is asked for again within the day, or never.
        { id: 'joined-parts', prefix: 'parts/', expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    this.quarantineRights = new QuarantineRights(this.quarantine, key);
    this.tellOfUploads();
    this.vault = new Bucket(this, 'VaultBucket', {
      ...encrypted,
      // Lets bundles be locked until their day; what has no day of its own is not locked.
      objectLockEnabled: true,
      lifecycleRules: [...goesAfterBundling(stage.singlesGraceDays), { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      cors: [{ allowedMethods: [HttpMethods.GET], allowedOrigins: [...stage.portalOrigins], allowedHeaders: ['*'], exposedHeaders: ['ETag', 'Content-Disposition'], maxAge: 3600 }],
    });
    this.vaultRights = new VaultRights(this.vault, key);
    this.vault.addToResourcePolicy(this.writtenOnce());
    this.logAccess(this.quarantine, 'quarantine/');
    this.logAccess(this.vault, 'vault/');
  }

  /** GuardDuty hears of uploads through EventBridge; the L2 property would make a function nobody wrote. */
  private tellOfUploads(): void {
    const resource = this.quarantine.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('The quarantine has no bucket resource.');
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  /** Keeps a log of who reached into the bucket. Written on the resource itself: the L2 property does not compile with exact optional properties. */
  logAccess(bucket: Bucket, prefix: string): void {
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error(`${bucket.node.path} has no bucket resource.`);
    resource.loggingConfiguration = { destinationBucketName: this.accessLogs.bucketName, logFilePrefix: prefix };
    this.accessLogs.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.accessLogs.arnForObjects(`${prefix}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  /** Refuses to overwrite: a paper in the vault is evidence. Parts of a multipart upload carry no such header. */
  private writtenOnce(): PolicyStatement {
    return new PolicyStatement({
      sid: 'OnlyCreateNeverOverwrite',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [this.vault.arnForObjects('*')],
      conditions: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    });
  }
}
