import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { createS3BundleReader } from '#functions/adapters/s3/s3-bundle-files';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readPaper } from './read-paper.ts';

const environment = readEnvironment(environmentSchema);
const place = { client: new S3Client({}), bucketName: environment.VAULT_BUCKET };
const tools = {
  ...dossierTools(environment),
  vault: createS3Vault({ ...place, now: systemClock }),
  bundles: createS3BundleReader(place),
  readings: createDynamoReadingLog({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
};

export const handler = httpHandler(contract, (request) => readPaper(tools, request));
