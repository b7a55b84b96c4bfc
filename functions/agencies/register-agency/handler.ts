import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { agencyBody, agencyPath, registerAgency } from './register-agency.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  agencies: createDynamoAgencyStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler({ route: 'PUT /v1/agencies/{agencyCode}', access: 'signed-in', idempotent: true, path: agencyPath, body: agencyBody }, (request) => registerAgency(tools, request));
