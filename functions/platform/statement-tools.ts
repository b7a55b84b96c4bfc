import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { createDynamoStatementStore } from '#functions/adapters/dynamodb/dynamo-statement-store';
import { createKmsStatementSigner } from '#functions/adapters/kms/kms-statement-signer';
import type { StatementTools } from '#functions/platform/receipt-qr';

interface StatementEnvironment {
  readonly LOG_TABLE: string;
  readonly STATEMENT_KEY_ID: string;
  readonly PLACE_CODE: string;
}

/** What a function needs to state receipts and results; `statesReceipts` of infra/constructs gives it the variables and the leave. */
export function statementTools(environment: StatementEnvironment): StatementTools {
  return {
    signer: createKmsStatementSigner({ client: new KMSClient({}), keyId: environment.STATEMENT_KEY_ID }),
    statements: createDynamoStatementStore({ client: new DynamoDBClient({}), tableName: environment.LOG_TABLE }),
    issuer: environment.PLACE_CODE,
  };
}
