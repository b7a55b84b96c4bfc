import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readPublicScoreboard } from './read-public-scoreboard.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  figures: createDynamoFigureStore({ client: new DynamoDBClient({}), tableName: environment.FIGURES_TABLE }),
  place: environment.PLACE_CODE,
};

export const handler = httpHandler(contract, (request) => readPublicScoreboard(tools, request));
