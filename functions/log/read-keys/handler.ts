import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { createKmsStatementSigner } from '#functions/adapters/kms/kms-statement-signer';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readKeys } from './read-keys.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  log: createDynamoLogStore({ client: new DynamoDBClient({}), tableName: environment.LOG_TABLE }),
  signer: createKmsStatementSigner({ client: new KMSClient({}), keyId: environment.STATEMENT_KEY_ID }),
};

export const handler = httpHandler(contract, () => readKeys(tools));
