import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { BulkFiles } from '#domain/bulk/bulk-files';
import { asPrincipal, type BulkHandIn, bulkNotFound } from '#domain/bulk/bulk-hand-in';
import type { BulkStore } from '#domain/bulk/bulk-store';
import type { JobMachine } from '#domain/bulk/job-machine';
import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoBulkStore } from '#functions/adapters/dynamodb/dynamo-bulk-store';
import { createS3BulkFiles } from '#functions/adapters/s3/s3-bulk-files';
import { createJobMachine } from '#functions/adapters/step-functions/job-machine';
import { systemClock } from '#functions/platform/clock';

export interface BulkTools {
  readonly store: BulkStore;
  readonly files: BulkFiles;
  readonly authoriser: Authoriser;
}

export interface BulkMachineTools extends BulkTools {
  readonly machine: JobMachine;
}

/** What every function of bulk hand-ins works with. */
export function bulkTools({ REGISTER_TABLE: tableName, TRANSFER_BUCKET: bucketName }: { readonly REGISTER_TABLE: string; readonly TRANSFER_BUCKET: string }): BulkTools {
  return {
    store: createDynamoBulkStore({ client: new DynamoDBClient({}), tableName }),
    files: createS3BulkFiles({ client: new S3Client({}), bucketName, now: systemClock }),
    authoriser: createCedarAuthoriser(),
  };
}

/** The same with the machine that carries them out. */
export function bulkMachineTools(environment: Parameters<typeof bulkTools>[0] & { readonly BULK_MACHINE_ARN: string }): BulkMachineTools {
  return { ...bulkTools(environment), machine: createJobMachine({ client: new SFNClient({}), machineArn: environment.BULK_MACHINE_ARN, idName: 'bulkId' }) };
}

/**
 * The caller's own bulk hand-in, while it is kept.
 * @throws DomainError bulk-not-found, also when it is somebody else's
 */
export async function findOwnBulk({ store, authoriser }: Pick<BulkTools, 'store' | 'authoriser'>, id: string, { principal, now }: { readonly principal: Principal; readonly now: Temporal.Instant }): Promise<BulkHandIn> {
  const bulk = await store.find(id);
  if (bulk === undefined || bulk.expiresAt <= toIso(now)) throw bulkNotFound();
  const owner = asPrincipal(bulk.principal).id;
  if (!authoriser.authorise({ principal, action: 'HandInBulk', resource: { owner } })) throw bulkNotFound();
  return bulk;
}
