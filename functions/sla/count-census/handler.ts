import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { createSqsRebuildQueue } from '#functions/adapters/sqs/rebuild-queue';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { countCensus, rebuildPart } from './count-census.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  figures: createDynamoFigureStore({ client, tableName: environment.FIGURES_TABLE }),
  queue: createSqsRebuildQueue({ client: new SQSClient({}), queueUrl: environment.REBUILD_QUEUE_URL }),
};

export const handler = queueHandler({ queue: 'figure-rebuilds', message: rebuildPart }, (part) => countCensus(tools, part));
