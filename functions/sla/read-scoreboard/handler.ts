import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readScoreboard } from './read-scoreboard.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  figures: createDynamoFigureStore({ client: new DynamoDBClient({}), tableName: environment.FIGURES_TABLE }),
  authoriser: createCedarAuthoriser(),
  place: environment.PLACE_CODE,
};

export const handler = httpHandler(contract, (request) => readScoreboard(tools, request));
