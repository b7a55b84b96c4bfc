import { createS3PaperParts } from '#functions/adapters/s3/s3-paper-parts';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { S3Client } from '@aws-sdk/client-s3';
import { completeUpload } from './complete-upload.ts';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...dossierTools(environment),
  parts: createS3PaperParts({ client: new S3Client({}), bucketName: environment.QUARANTINE_BUCKET, now: systemClock }),
};

export const handler = httpHandler(contract, (request) => completeUpload(tools, request));
