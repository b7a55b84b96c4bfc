import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Vault } from '#domain/documents/vault';
import type { LogStore } from '#domain/log/log-store';
import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { systemClock } from '#functions/platform/clock';

export interface LogTools {
  readonly log: LogStore;
  readonly vault: Pick<Vault, 'putOnce' | 'read'>;
}

/** The log of days and where its leaves lie. */
export function logTools(environment: { readonly LOG_TABLE: string; readonly VAULT_BUCKET: string }): LogTools {
  return {
    log: createDynamoLogStore({ client: new DynamoDBClient({}), tableName: environment.LOG_TABLE }),
    vault: createS3Vault({ client: new S3Client({}), bucketName: environment.VAULT_BUCKET, now: systemClock }),
  };
}
