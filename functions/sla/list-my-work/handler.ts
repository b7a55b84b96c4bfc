import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { pageQuery } from '#functions/platform/page-query';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { listMyWork } from './list-my-work.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  store: createDynamoDossierStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler({ route: 'GET /v1/sla/my-work', access: 'signed-in', idempotent: false, query: pageQuery }, (request) => listMyWork(tools, request));
