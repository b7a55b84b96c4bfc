import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RecordTable, type RecordTableProps } from '#infra/constructs/record-table';

/** Procedures, agencies, webhook endpoints and code counters: what changes by decision, not by dossier. */
export class RegisterTable extends RecordTable<'listing'> {
  constructor(scope: Construct, id: string, props: Omit<RecordTableProps, 'stream'>) {
    super(scope, id, props);
    this.table.addGlobalSecondaryIndex({
      indexName: 'listing',
      partitionKey: { name: 'listingPk', type: AttributeType.STRING },
      sortKey: { name: 'listingSk', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Lets a function take the next number of a counter, and change nothing else in the register. */
  counts(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['COUNTER#*'] } },
      }),
      this.usesKey('writing'),
    ];
  }

  /** Lets a function change and remove subscriptions, and nothing else in the register. */
  keepsSubscriptions(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['AUDIENCE#*', 'SUBSCRIPTION#*'] } },
      }),
      this.usesKey('writing'),
    ];
  }

  /** Lets a function keep bulk hand-ins, or exports, and change nothing else in the register. */
  keepsJobs(kind: 'BULK' | 'EXPORT'): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${kind}#*`] } },
      }),
      this.usesKey('writing'),
    ];
  }

  /** Lets a function keep signing identities, and change nothing else in the register. */
  keepsSigners(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SIGNER#*'] } },
      }),
      this.usesKey('writing'),
    ];
  }

  /** Lets the machine of a replay leave its task token on the proposal it waits for, and touch nothing else there (D4). */
  takesWaits(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'wait', 'version'], 'dynamodb:LeadingKeys': ['CALENDAR'] },
        },
      }),
      this.usesKey('writing'),
    ];
  }
}
