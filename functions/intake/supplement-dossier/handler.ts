import { createS3PaperStore } from '#functions/adapters/s3/s3-paper-store';
import { systemClock } from '#functions/platform/clock';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { statementTools } from '#functions/platform/statement-tools';
import { S3Client } from '@aws-sdk/client-s3';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { supplementDossier } from './supplement-dossier.ts';

const environment = readEnvironment(environmentSchema);
const papers = createS3PaperStore({ client: new S3Client({}), bucketName: environment.QUARANTINE_BUCKET, now: systemClock });
const tools = { ...dossierTools(environment), papers, receipts: statementTools(environment) };

export const handler = httpHandler(contract, (request) => supplementDossier(tools, request));
