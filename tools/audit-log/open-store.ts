import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Temporal } from '#domain/kernel/temporal';
import { dossierIdOf, dossierPk } from '#functions/adapters/dynamodb/dossier-keys';
import { createDynamoLogStore } from '#functions/adapters/dynamodb/dynamo-log-store';
import { createS3Vault } from '#functions/adapters/s3/s3-vault';
import { describeLocalCell, LOCAL_ACCESS } from '#tools/cell/local-cell';
import type { AuditedStore } from './audit-log.ts';

export interface StorePlace {
  readonly dossierTable: string;
  readonly logTable: string;
  readonly vaultBucket: string;
  /** Of a local cell; absent on AWS, where the usual credentials and region count. */
  readonly local?: { readonly dynamodb: string; readonly s3: string };
}

const keyed = z.object({ pk: z.string() });

/** Opens the store for reading only: Scan and Query of the tables, GetObject of the vault. */
export function openStore({ dossierTable, logTable, vaultBucket, local }: StorePlace): AuditedStore {
  const client = new DynamoDBClient(local === undefined ? {} : { ...LOCAL_ACCESS, endpoint: local.dynamodb });
  const s3 = new S3Client(local === undefined ? {} : { ...LOCAL_ACCESS, endpoint: local.s3, forcePathStyle: true });
  return storeOver({ client, dossierTable, logTable }, createS3Vault({ client: s3, bucketName: vaultBucket, now: () => Temporal.Now.instant() }));
}

/** The same over a client and a vault that are there. */
export function storeOver({ client, dossierTable, logTable }: Pick<StorePlace, 'dossierTable' | 'logTable'> & { readonly client: DynamoDBClient }, vault: AuditedStore['vault']): AuditedStore {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    log: createDynamoLogStore({ client, tableName: logTable }),
    vault,
    dossierIds: () => dossierIds(documents, dossierTable),
    items: async (dossierId) => {
      const items: unknown[] = [];
      const query = { TableName: dossierTable, ConsistentRead: true, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': dossierPk(dossierId) } };
      for await (const { Items = [] } of paginateQuery({ client: documents }, query)) items.push(...Items);
      return items;
    },
  };
}

async function* dossierIds(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<string> {
  const told = new Set<string>();
  const scan = { TableName, ConsistentRead: true, ProjectionExpression: 'pk', FilterExpression: 'begins_with(pk, :dossier)', ExpressionAttributeValues: { ':dossier': dossierPk('') } };
  for await (const { Items = [] } of paginateScan({ client }, scan)) {
    for (const item of Items) {
      const dossierId = dossierIdOf(keyed.parse(item).pk);
      if (told.has(dossierId)) continue;
      told.add(dossierId);
      yield dossierId;
    }
  }
}

/** Asks a running local cell where its store is. */
export async function placeOfLocalCell(control: string): Promise<StorePlace> {
  const { url, named } = await describeLocalCell(control);
  return { dossierTable: named(/DynamoDB/, /DossierTable/), logTable: named(/DynamoDB/, /LogTable/), vaultBucket: named(/S3/, /VaultBucket/), local: { dynamodb: url('dynamodb'), s3: url('s3') } };
}
