import { createKmsStatementSigner } from '#functions/adapters/kms/kms-statement-signer';
import { createHttpTimestampAuthority } from '#functions/adapters/timestamps/http-timestamp-authority';
import { readEnvironment } from '#functions/platform/environment';
import { logTools } from '#functions/platform/log-tools';
import { scheduleHandler } from '#functions/platform/schedule';
import { KMSClient } from '@aws-sdk/client-kms';
import { environmentSchema } from './environment.ts';
import { sealDays } from './seal-day.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...logTools(environment),
  signer: createKmsStatementSigner({ client: new KMSClient({}), keyId: environment.STATEMENT_KEY_ID }),
  issuer: environment.PLACE_CODE,
  ...(environment.TSA_URL !== 'none' && { timestamps: createHttpTimestampAuthority({ url: environment.TSA_URL }) }),
};

export const handler = scheduleHandler('seal-day', (now) => sealDays(tools, now));
