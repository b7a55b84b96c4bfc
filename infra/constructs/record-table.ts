import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { keyUse } from '#infra/constructs/key-use';
import type { Stage } from '#infra/stages';

export interface RecordTableProps {
  readonly stage: Stage;
  readonly key: Key;
  /** @default no stream */
  readonly stream?: StreamViewType;
}

const TTL_ATTRIBUTE = 'expiresAtEpochSeconds';

/** A table of government records: encrypted with our key, restorable to any second of 35 days, on demand. */
export abstract class RecordTable<Index extends string> extends Construct {
  readonly table: Table;
  private readonly key: Key;

  constructor(scope: Construct, id: string, props: RecordTableProps) {
    super(scope, id);
    this.key = props.key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      timeToLiveAttribute: TTL_ATTRIBUTE,
      deletionProtection: props.stage.protectsData,
      removalPolicy: props.stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(props.stream && { stream: props.stream }),
    });
  }

  get name(): string {
    return this.table.tableName;
  }

  /** Reads by key and by query on the table and the named indexes; there is no Scan anywhere (design §4). */
  reads(...indexes: readonly Index[]): readonly PolicyStatement[] {
    const { tableArn } = this.table;
    return [
      new PolicyStatement({
        actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
        resources: [tableArn, ...indexes.map((index) => `${tableArn}/index/${index}`)],
      }),
      this.usesKey('reading'),
    ];
  }

  /** Writes and guards; nothing may delete, since the record is append-only (D1) and TTL removes what expires. */
  writes(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
        resources: [this.table.tableArn],
      }),
      this.usesKey('writing'),
    ];
  }

  protected usesKey(use: 'reading' | 'writing'): PolicyStatement {
    return keyUse(this.key, 'dynamodb', use);
  }
}
