import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { readEnvironment } from '#functions/platform/environment';
import { notedEvent } from '#functions/platform/note-heads';
import { streamHandler } from '#functions/platform/stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { followEvents } from './count-dossiers.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  figures: createDynamoFigureStore({ client, tableName: environment.FIGURES_TABLE }),
  log: createDynamoLogStore({ client, tableName: environment.LOG_TABLE }),
};

// A whole batch is one run: dossiers of one desk share the rows they are added to.
export const handler = streamHandler({ stream: 'figures', item: notedEvent, groupBy: () => 'all' }, (events, { now }) => followEvents(tools, events, now));
