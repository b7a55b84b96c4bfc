import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { delegateSigning } from './delegate-signing.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), identities: createDynamoSigningIdentityStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }) };

export const handler = httpHandler(contract, (request) => delegateSigning(tools, request));
