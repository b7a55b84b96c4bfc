import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Cell } from '#infra/cell';

interface StatesReceipts {
  readonly environment: { readonly LOG_TABLE: string; readonly STATEMENT_KEY_ID: string; readonly PLACE_CODE: string };
  readonly access: readonly (readonly PolicyStatement[])[];
}

/** What a function is given that states receipts or results under the cell's published key (`statementTools`). */
export function statesReceipts({ log, statementKey, stage }: Cell): StatesReceipts {
  return {
    environment: { LOG_TABLE: log.name, STATEMENT_KEY_ID: statementKey.arn, PLACE_CODE: stage.province.code },
    access: [log.keepsStatements(), statementKey.signs()],
  };
}
