import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { stepPath } from '#functions/platform/paths';
import { assignmentBody, assignStep } from './assign-step.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }) };

export const handler = httpHandler({ route: 'POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment', access: 'signed-in', idempotent: true, path: stepPath, body: assignmentBody }, (request) => assignStep(tools, request));
