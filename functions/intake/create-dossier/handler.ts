import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { creationBody } from '#functions/platform/creation';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { environmentSchema } from './environment.ts';
import { createDossier } from './create-dossier.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }) };

export const handler = httpHandler({ route: 'POST /v1/dossiers', access: 'signed-in', idempotent: true, body: creationBody }, (request) => createDossier(tools, request));
