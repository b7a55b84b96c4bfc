import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { keepingOrder } from '#domain/keeping/keeping-orders';
import { createDynamoCalendarStore } from '#functions/adapters/dynamodb/dynamo-calendar-store';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoHoldingStore } from '#functions/adapters/dynamodb/dynamo-holding-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { createS3BundleFiles } from '#functions/adapters/s3/s3-bundle-files';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { queueHandler } from '#functions/platform/queue';
import { environmentSchema } from './environment.ts';
import { keepPapers } from './keep-papers.ts';

const environment = readEnvironment(environmentSchema);
const record = { client: new DynamoDBClient({}), tableName: environment.DOSSIER_TABLE };
const register = { client: record.client, tableName: environment.REGISTER_TABLE, now: systemClock };
const tools = {
  store: createDynamoDossierStore(record),
  holdings: createDynamoHoldingStore(record),
  procedures: createDynamoProcedureStore(register),
  calendars: createDynamoCalendarStore(register),
  bundles: createS3BundleFiles({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET, lock: environment.BUNDLE_LOCK }),
  singlesGraceDays: environment.SINGLES_GRACE_DAYS,
};

export const handler = queueHandler({ queue: 'keeping', message: keepingOrder }, (order, { now }) => keepPapers(tools, order, now));
