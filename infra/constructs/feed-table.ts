import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RecordTable, type RecordTableProps } from '#infra/constructs/record-table';

/** What each audience was told, in order, and how its subscriptions work through it; all of it expires. */
export class FeedTable extends RecordTable<'due'> {
  constructor(scope: Construct, id: string, props: Omit<RecordTableProps, 'stream'>) {
    super(scope, id, props);
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'duePk', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  /** Writes deliveries, and takes away the marks of what no longer waits; never an event of a feed. */
  delivers(): readonly PolicyStatement[] {
    return [
      ...this.writes(),
      new PolicyStatement({ actions: ['dynamodb:BatchWriteItem'], resources: [this.table.tableArn] }),
      new PolicyStatement({
        actions: ['dynamodb:DeleteItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SUB#*'] } },
      }),
    ];
  }
}
