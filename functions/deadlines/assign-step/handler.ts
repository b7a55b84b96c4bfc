import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { assignStep } from './assign-step.ts';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }) };

export const handler = httpHandler(contract, (request) => assignStep(tools, request));
