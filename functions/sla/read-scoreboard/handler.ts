import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { headQuery, readScoreboard } from './read-scoreboard.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  figures: createDynamoFigureStore({ client: new DynamoDBClient({}), tableName: environment.FIGURES_TABLE }),
  authoriser: createCedarAuthoriser(),
  place: environment.PLACE_CODE,
};

export const handler = httpHandler({ route: 'GET /v1/sla/scoreboard', access: 'signed-in', idempotent: false, query: headQuery }, (request) => readScoreboard(tools, request));
