import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { listMySignatures } from './list-my-signatures.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  store: createDynamoDossierStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => listMySignatures(tools, request));
