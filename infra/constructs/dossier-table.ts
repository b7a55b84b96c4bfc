import { AttributeType, ProjectionType, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RecordTable, type RecordTableProps } from '#infra/constructs/record-table';

const text = AttributeType.STRING;

/** The dossier aggregate: META, application, papers, steps, consultations and events under one partition (D1). */
export class DossierTable extends RecordTable<'inbox' | 'owner' | 'attention' | 'census'> {
  constructor(scope: Construct, id: string, props: Omit<RecordTableProps, 'stream'>) {
    super(scope, id, { ...props, stream: StreamViewType.NEW_IMAGE });
    this.table.addGlobalSecondaryIndex({
      indexName: 'inbox',
      partitionKey: { name: 'inboxPk', type: text },
      sortKey: { name: 'inboxSk', type: text },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['dossierId', 'code', 'procedureCode', 'title', 'state', 'stepId', 'dueAt', 'atRiskAt', 'kind'],
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'owner',
      partitionKey: { name: 'ownerPk', type: text },
      sortKey: { name: 'ownerSk', type: text },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['dossierId', 'code', 'procedureCode', 'title', 'state', 'dueAt', 'atRiskAt', 'createdAt'],
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'attention',
      partitionKey: { name: 'attentionPk', type: text },
      sortKey: { name: 'attentionSk', type: text },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'census',
      partitionKey: { name: 'censusPk', type: text },
      sortKey: { name: 'censusSk', type: text },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }

  get streamArn(): string {
    const arn = this.table.tableStreamArn;
    if (arn === undefined) throw new Error('The dossier table has lost its stream; without it no event is relayed.');
    return arn;
  }

  /** What the relay needs to follow the stream. */
  followsStream(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
        resources: [this.streamArn],
      }),
    ];
  }

  /** Lets a function note who read what, and touch nothing of the record. */
  notesReadings(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:PutItem'],
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['READINGS#*'] } },
      }),
      this.usesKey('writing'),
    ];
  }

  /** Lets a machine leave its task token on the item it waits for, and touch nothing else there (D4). */
  takesWaits(guard: 'version' | 'revision'): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [this.table.tableArn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'wait', guard] },
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['D#*'] },
        },
      }),
      this.usesKey('writing'),
    ];
  }
}
