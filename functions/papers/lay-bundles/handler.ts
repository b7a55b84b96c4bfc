import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { scanOrder } from '#domain/documents/scan-bundle';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createS3PaperIntake } from '#functions/adapters/s3/s3-paper-intake';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { environmentSchema } from './environment.ts';
import { layBundles } from './lay-bundles.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  store: createDynamoDossierStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  intake: createS3PaperIntake({ client: new S3Client({}), quarantineBucketName: environment.QUARANTINE_BUCKET, vaultBucketName: environment.VAULT_BUCKET }),
};

export const handler = queueHandler({ queue: 'scans', message: scanOrder }, (order) => layBundles(tools, order));
