import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SFNClient, paginateListExecutions } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import { recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { application, type Application } from '#domain/dossiers/parts';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';

/** One dossier as it lies in the table, read past the API. */
export interface StoredDossier {
  readonly id: string;
  readonly events: readonly RecordedEvent[];
  readonly application: Application;
  readonly dossier: Dossier | undefined;
  readonly relayedVersion: number | undefined;
  readonly needsAttention: boolean;
  readonly waitingExecution: string | undefined;
}

export interface StoredRecord {
  readonly dossiers: readonly StoredDossier[];
  /** Issued codes by the dossier they lead to. */
  readonly codes: readonly { readonly code: string; readonly dossierId: string }[];
  readonly executions: readonly { readonly arn: string; readonly dossierId: string; readonly status: string }[];
}

const LOCAL = { region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const described = z.object({ resources: z.array(z.object({ path: z.string(), type: z.string(), name: z.string(), ref: z.unknown() })) });
const item = z.looseObject({ pk: z.string(), sk: z.string(), itemType: z.string().optional() });
const meta = z.object({ relayedVersion: z.number().optional(), attentionPk: z.string().optional(), wait: z.object({ executionArn: z.string() }).optional() });
const codeItem = z.object({ pk: z.string(), dossierId: z.string() });
const executionInput = z.object({ dossierId: z.string() });

/** Reads the whole dossier table and all executions of the cell. */
export async function readRecord(urls: { readonly dynamodb: string; readonly stepFunctions: string; readonly control: string }): Promise<StoredRecord> {
  const { resources } = described.parse(await (await fetch(urls.control)).json());
  const tableName = resources.find(({ type, path }) => /DynamoDB/.test(type) && /dossier/i.test(path))?.name ?? '';
  const machines = resources.filter(({ type }) => type === 'AWS::StepFunctions::StateMachine').map(({ ref }) => String(ref));
  const client = new DynamoDBClient({ ...LOCAL, endpoint: urls.dynamodb });
  const items = await allItems(client, tableName);
  const store = createDynamoDossierStore({ client, tableName });
  const metas = items.filter(({ sk }) => sk === 'A#META');
  const dossiers = await Promise.all(metas.map(async (each) => storedDossier(each, items.filter(({ pk }) => pk === each.pk), await store.load(each.pk.slice(2)))));
  const codes = items.filter(({ itemType }) => itemType === 'CODE').map((each) => codeItem.parse(each)).map(({ pk, dossierId }) => ({ code: pk.slice('CODE#'.length), dossierId }));
  client.destroy();
  return { dossiers, codes, executions: (await Promise.all(machines.map((arn) => executionsOf(urls.stepFunctions, arn)))).flat() };
}

type Item = z.infer<typeof item>;

async function allItems(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  const pages = paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName, ConsistentRead: true });
  for await (const { Items = [] } of pages) items.push(...z.array(item).parse(Items));
  return items;
}

function storedDossier(metaItem: Item, items: readonly Item[], dossier: Dossier | undefined): StoredDossier {
  const { relayedVersion, attentionPk, wait } = meta.parse(metaItem);
  const applicationItem = items.find(({ sk }) => sk === 'B#APPLICATION');
  return {
    id: metaItem.pk.slice(2),
    events: items.filter(({ sk }) => sk.startsWith('E#')).toSorted((left, right) => (left.sk < right.sk ? -1 : 1)).map((each) => z.object(recordedEvent.shape).parse(each)),
    application: application.parse(applicationItem?.['application']),
    dossier,
    relayedVersion,
    needsAttention: attentionPk !== undefined,
    waitingExecution: wait?.executionArn,
  };
}

async function executionsOf(endpoint: string, stateMachineArn: string): Promise<StoredRecord['executions']> {
  const client = new SFNClient({ ...LOCAL, endpoint });
  const executions: { arn: string; dossierId: string; status: string }[] = [];
  for await (const page of paginateListExecutions({ client }, { stateMachineArn })) {
    for (const { executionArn = '', status = '' } of page.executions ?? []) {
      const { input = '{}' } = await client.send(new DescribeExecutionCommand({ executionArn }));
      executions.push({ arn: executionArn, status, ...executionInput.parse(JSON.parse(input)) });
    }
  }
  client.destroy();
  return executions;
}
