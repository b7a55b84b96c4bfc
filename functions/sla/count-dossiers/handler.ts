import * as z from 'zod';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoFigureStore } from '#functions/adapters/dynamodb/dynamo-figure-store';
import { readEnvironment } from '#functions/platform/environment';
import { streamHandler } from '#functions/platform/stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { countDossiers } from './count-dossiers.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const client = new DynamoDBClient({});
const tools = {
  store: createDynamoDossierStore({ client, tableName: environment.DOSSIER_TABLE }),
  figures: createDynamoFigureStore({ client, tableName: environment.FIGURES_TABLE }),
};
const item = z.object({ dossierId: z.string() });

// A whole batch is one run: dossiers of one desk share the rows they are added to.
export const handler = streamHandler({ stream: 'figures', item, groupBy: () => 'all' }, (events) => countDossiers(tools, events));
