import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { pageQuery } from '#functions/platform/page-query';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { listAgencyWork } from './list-agency-work.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  store: createDynamoDossierStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler({ route: 'GET /v1/sla/agency', access: 'signed-in', idempotent: false, query: pageQuery }, (request) => listAgencyWork(tools, request));
