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

  /**
   * Writes deliveries, and tells an audience of its own subscriptions; batches and removals, which could take an event
   * away, reach lines only.
   */
  delivers(): readonly PolicyStatement[] {
    return [
      this.under(['SUB#*', 'FEED#*'], 'dynamodb:PutItem'),
      this.under(['SUB#*'], 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'),
      this.usesKey('writing'),
    ];
  }

  private under(keys: readonly string[], ...actions: string[]): PolicyStatement {
    return new PolicyStatement({ actions, resources: [this.table.tableArn], conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } } });
  }
}
