import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RecordTable, type RecordTableProps } from '#infra/constructs/record-table';

/** Who may call: the registered systems with their public keys, hashes of access tokens, words used up, counts of calls. */
export class AccessTable extends RecordTable<'listing'> {
  constructor(scope: Construct, id: string, props: Omit<RecordTableProps, 'stream'>) {
    super(scope, id, props);
    this.table.addGlobalSecondaryIndex({
      indexName: 'listing',
      partitionKey: { name: 'listingPk', type: AttributeType.STRING },
      sortKey: { name: 'listingSk', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** Lets a function count calls, and nothing else; for every route. */
  countsCalls(): readonly PolicyStatement[] {
    return [this.only('dynamodb:UpdateItem', 'CALLS#*'), this.usesKey('writing')];
  }

  /** Lets a function learn who calls: read clients and tokens, use up nonces, count calls. It can let nobody in. */
  identifies(): readonly PolicyStatement[] {
    return [this.only('dynamodb:GetItem', 'CLIENT#*', 'TOKEN#*'), this.only('dynamodb:PutItem', 'ONCE#*'), ...this.countsCalls(), this.usesKey('reading')];
  }

  /** Lets the token endpoint read clients, use up assertions and keep tokens. */
  issuesTokens(): readonly PolicyStatement[] {
    return [this.only('dynamodb:GetItem', 'CLIENT#*'), this.only('dynamodb:PutItem', 'TOKEN#*', 'ONCE#*'), this.usesKey('reading'), this.usesKey('writing')];
  }

  /** Lets the register of clients change them; no token can be made with it. */
  keepsClients(): readonly PolicyStatement[] {
    return [this.only('dynamodb:PutItem', 'CLIENT#*'), this.usesKey('writing')];
  }

  /** Lets a function list the clients. */
  listsClients(): readonly PolicyStatement[] {
    return [new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${this.table.tableArn}/index/listing`] }), this.usesKey('reading')];
  }

  private only(action: string, ...keys: string[]): PolicyStatement {
    return new PolicyStatement({ actions: [action], resources: [this.table.tableArn], conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } } });
  }
}
