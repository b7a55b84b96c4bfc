import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { keptFiles } from '#functions/platform/kept-files';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readPaper } from './read-paper.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...dossierTools(environment),
  ...keptFiles(environment),
  readings: createDynamoReadingLog({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
};

export const handler = httpHandler(contract, (request) => readPaper(tools, request));
