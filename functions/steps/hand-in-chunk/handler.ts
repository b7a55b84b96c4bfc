import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoBulkStore } from '#functions/adapters/dynamodb/dynamo-bulk-store';
import { createDynamoCodeCounter } from '#functions/adapters/dynamodb/dynamo-code-counter';
import { createS3BulkFiles } from '#functions/adapters/s3/s3-bulk-files';
import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { systemClock as now } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { stepHandler } from '#functions/platform/step';
import { environmentSchema } from './environment.ts';
import { handInChunk, handInChunkInput, handInChunkOutput } from './hand-in-chunk.ts';

const environment = readEnvironment(environmentSchema);
const client = new S3Client({});
const register = { client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE };
const files = createS3BulkFiles({ client, bucketName: environment.TRANSFER_BUCKET, quarantineBucketName: environment.QUARANTINE_BUCKET, now });
const papers = createS3PaperStore({ client, bucketName: environment.QUARANTINE_BUCKET, now });
const handIn = { ...dossierTools(environment), agencies: createDynamoAgencyStore(register), codes: createDynamoCodeCounter(register), papers, files };
const tools = { bulks: createDynamoBulkStore(register), bulkFiles: files, handIn };

export const handler = stepHandler({ step: 'hand-in-chunk', input: handInChunkInput, output: handInChunkOutput, about: ({ bulkId, chunk }) => ({ jobId: bulkId, chunk }) }, (input, invocation) => handInChunk(tools, input, invocation));
