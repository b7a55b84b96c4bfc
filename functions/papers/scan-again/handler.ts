import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createS3PaperIntake } from '#functions/adapters/s3/s3-paper-intake';
import { readEnvironment } from '#functions/platform/environment';
import { scheduleHandler } from '#functions/platform/schedule';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { environmentSchema } from './environment.ts';
import { scanAgain } from './scan-again.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  store: createDynamoDossierStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  intake: createS3PaperIntake({ client: new S3Client({}), quarantineBucketName: environment.QUARANTINE_BUCKET, vaultBucketName: environment.VAULT_BUCKET }),
};

export const handler = scheduleHandler('scan-again', (now) => scanAgain(tools, now));
