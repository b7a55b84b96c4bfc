import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoCodeCounter } from '#functions/adapters/dynamodb/dynamo-code-counter';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { statementTools } from '#functions/platform/statement-tools';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { submitDossier } from './submit-dossier.ts';

const environment = readEnvironment(environmentSchema);
const register = { client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE };
const tools = {
  ...dossierTools(environment),
  agencies: createDynamoAgencyStore(register),
  codes: createDynamoCodeCounter(register),
  receipts: statementTools(environment),
  papers: createS3PaperStore({ client: new S3Client({}), bucketName: environment.QUARANTINE_BUCKET, now: systemClock }),
};

export const handler = httpHandler(contract, (request) => submitDossier(tools, request));
