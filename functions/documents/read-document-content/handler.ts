import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { keptFiles } from '#functions/platform/kept-files';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readDocumentContent } from './read-document-content.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...dossierTools(environment),
  ...keptFiles(environment),
  readings: createDynamoReadingLog({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
};

export const handler = httpHandler(contract, (request) => readDocumentContent(tools, request));
