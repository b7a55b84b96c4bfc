import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { JobMachine } from '#domain/bulk/job-machine';
import { asPrincipal } from '#domain/bulk/bulk-hand-in';
import { type DataExport, exportNotFound } from '#domain/exports/data-export';
import type { ExportFiles } from '#domain/exports/export-files';
import type { ExportStore } from '#domain/exports/export-store';
import type { Authoriser, Principal } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoExportStore } from '#functions/adapters/dynamodb/dynamo-export-store';
import { createS3ExportFiles } from '#functions/adapters/s3/s3-export-files';
import { createJobMachine } from '#functions/adapters/step-functions/job-machine';
import { systemClock } from '#functions/platform/clock';

export interface ExportTools {
  readonly exports: ExportStore;
  readonly authoriser: Authoriser;
}

export interface ExportMachineTools extends ExportTools {
  readonly machine: JobMachine;
}

/** The orders and the machine that carries them out. */
export function exportMachineTools({ REGISTER_TABLE: tableName, EXPORT_MACHINE_ARN: machineArn }: { readonly REGISTER_TABLE: string; readonly EXPORT_MACHINE_ARN: string }): ExportMachineTools {
  return { exports: createDynamoExportStore({ client: new DynamoDBClient({}), tableName }), authoriser: createCedarAuthoriser(), machine: createJobMachine({ client: new SFNClient({}), machineArn, idName: 'exportId' }) };
}

/** The orders and the files they end in. */
export function exportFileTools({ REGISTER_TABLE: tableName, TRANSFER_BUCKET: bucketName }: { readonly REGISTER_TABLE: string; readonly TRANSFER_BUCKET: string }): { readonly exports: ExportStore; readonly files: ExportFiles } {
  return { exports: createDynamoExportStore({ client: new DynamoDBClient({}), tableName }), files: createS3ExportFiles({ client: new S3Client({}), bucketName, now: systemClock }) };
}

/** Whether a principal may order all its own dossiers, or all of its agency's. */
export function mayExport(authoriser: Authoriser, principal: Principal, scope: DataExport['scope']): boolean {
  if (scope === 'own') return authoriser.authorise({ principal, action: 'ExportOwned', resource: { owner: principal.id } });
  return principal.agency !== undefined && authoriser.authorise({ principal, action: 'ExportAgency', resource: { agency: principal.agency } });
}

/**
 * The export, for whoever ordered it and might order it today; a head who is one no longer has lost it.
 * @throws DomainError export-not-found, also when it is somebody else's
 */
export async function findOwnExport({ exports, authoriser }: ExportTools, id: string, { principal, now }: { readonly principal: Principal; readonly now: Temporal.Instant }): Promise<DataExport> {
  const order = await exports.find(id);
  if (order === undefined || order.expiresAt <= toIso(now)) throw exportNotFound();
  const orderer = asPrincipal(order.principal);
  const isOrderer = orderer.id === principal.id && orderer.kind === principal.kind && orderer.agency === principal.agency;
  if (!isOrderer || !mayExport(authoriser, principal, order.scope)) throw exportNotFound();
  return order;
}
