import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { definitionBody, publishProcedure } from './publish-procedure.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  procedures: createDynamoProcedureStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE, now: systemClock }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler({ route: 'POST /v1/procedures', access: 'signed-in', idempotent: true, body: definitionBody }, (request) => publishProcedure(tools, request));
