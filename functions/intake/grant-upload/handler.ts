import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createS3BundleReader } from '#functions/adapters/s3/s3-bundle-files';
import { createS3Quarantine } from '#functions/adapters/s3/s3-paper-parts';
import { createS3VaultCopies } from '#functions/adapters/s3/s3-vault-copies';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { grantUpload } from './grant-upload.ts';

const environment = readEnvironment(environmentSchema);
const client = new S3Client({});
const tools = {
  ...dossierTools(environment),
  papers: createS3Quarantine({ client, bucketName: environment.QUARANTINE_BUCKET, now: systemClock }),
  holdings: createDynamoHoldingStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  copies: createS3VaultCopies({ client, bucketName: environment.VAULT_BUCKET }),
  bundles: createS3BundleReader({ client, bucketName: environment.VAULT_BUCKET }),
};

export const handler = httpHandler(contract, (request) => grantUpload(tools, request));
