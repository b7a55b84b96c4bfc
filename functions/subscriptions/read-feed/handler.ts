import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoFeedStore } from '#functions/adapters/dynamodb/dynamo-feed-store';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readFeed } from './read-feed.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  feed: createDynamoFeedStore({ client: new DynamoDBClient({}), tableName: environment.FEED_TABLE }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => readFeed(tools, request));
