import { createLambdaPaperInspector } from '#functions/adapters/lambda/lambda-paper-inspector';
import { createS3PaperIntake } from '#functions/adapters/s3/s3-paper-intake';
import { advanceTools } from '#functions/platform/advance-tools';
import { systemClock } from '#functions/platform/clock';
import { readEnvironment } from '#functions/platform/environment';
import { openTrust } from '#functions/platform/signature-trust';
import { stepHandler } from '#functions/platform/step';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { environmentSchema } from './environment.ts';
import { judgePaper } from './judge-paper.ts';
import { judgement, scanEvent } from '#functions/platform/paper-checks/scan-event';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...advanceTools(environment, systemClock),
  inspector: createLambdaPaperInspector({ client: new LambdaClient({}), functionName: environment.INSPECT_PAPER_ARN }),
  trust: openTrust(environment),
  intake: createS3PaperIntake({ client: new S3Client({}), quarantineBucketName: environment.QUARANTINE_BUCKET, vaultBucketName: environment.VAULT_BUCKET }),
};

export const handler = stepHandler({ step: 'judge-paper', input: scanEvent, output: judgement }, (event) => judgePaper(tools, event));
