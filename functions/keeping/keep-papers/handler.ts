import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { keepingOrder } from '#domain/keeping/keeping-orders';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createS3BundleFiles } from '#functions/adapters/s3/s3-bundle-files';
import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { environmentSchema } from './environment.ts';
import { keepPapers } from './keep-papers.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...advanceTools(environment, systemClock),
  holdings: createDynamoHoldingStore({ client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE }),
  bundles: createS3BundleFiles({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET, lock: environment.BUNDLE_LOCK }),
  singlesGraceDays: environment.SINGLES_GRACE_DAYS,
};

export const handler = queueHandler({ queue: 'keeping', message: keepingOrder }, (order, { now }) => keepPapers(tools, order, now));
