import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { RecordTable } from '#infra/constructs/record-table';

/** The log that cannot be rewritten: heads noted, days sealed, keys, and the statements of receipts. */
export class LogTable extends RecordTable<never> {
  /** Lets whoever follows the events note where chains stand, and touch no day. */
  notesHeads(): readonly PolicyStatement[] {
    return [this.only('dynamodb:PutItem', 'NOTE#*'), this.usesKey('writing')];
  }

  /** Lets a function seal days: it may add to the log and date a day, never take anything away. */
  sealsDays(): readonly PolicyStatement[] {
    return [this.only('dynamodb:PutItem', 'DAY', 'LOG', 'KEY'), this.only('dynamodb:UpdateItem', 'DAY'), ...this.reads(), this.usesKey('writing')];
  }

  /** Lets a function keep the statement a receipt or a result carries, and find it again. */
  keepsStatements(): readonly PolicyStatement[] {
    return [this.only('dynamodb:PutItem', 'STATEMENT#*'), this.only('dynamodb:GetItem', 'STATEMENT#*'), this.usesKey('reading'), this.usesKey('writing')];
  }

  private only(action: string, ...keys: string[]): PolicyStatement {
    return new PolicyStatement({ actions: [action], resources: [this.table.tableArn], conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } } });
  }
}
