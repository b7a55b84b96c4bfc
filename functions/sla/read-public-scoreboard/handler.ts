import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { scoreboardQuery } from '#functions/platform/scoreboard-query';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { environmentSchema } from './environment.ts';
import { readPublicScoreboard } from './read-public-scoreboard.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  figures: createDynamoFigureStore({ client: new DynamoDBClient({}), tableName: environment.FIGURES_TABLE }),
  place: environment.PLACE_CODE,
};

export const handler = httpHandler({ route: 'GET /v1/sla/public-scoreboard', access: 'public', idempotent: false, query: scoreboardQuery }, (request) => readPublicScoreboard(tools, request));
