import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { keptFiles } from '#functions/platform/kept-files';
import { openVerifier } from '#functions/platform/signature-verifier';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readDocumentSignatures } from './read-document-signatures.ts';

const environment = readEnvironment(environmentSchema);
const kept = keptFiles(environment);
const tools = {
  ...dossierTools(environment),
  ...kept,
  verifier: openVerifier(environment),
  readings: createDynamoReadingLog({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
};

export const handler = httpHandler(contract, (request) => readDocumentSignatures(tools, request));
