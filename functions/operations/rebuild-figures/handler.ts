import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { createSqsRebuildQueue } from '#functions/adapters/sqs/rebuild-queue';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { rebuildFigures } from './rebuild-figures.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  figures: createDynamoFigureStore({ client: new DynamoDBClient({}), tableName: environment.FIGURES_TABLE }),
  queue: createSqsRebuildQueue({ client: new SQSClient({}), queueUrl: environment.REBUILD_QUEUE_URL }),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => rebuildFigures(tools, request));
