import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AttentionRow, MachinePart, MachineSignal, UncheckedPaper } from '#domain/dossiers/dossier-store';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

const waiting = {
  wakeAt: z.string().optional(),
  wait: z.object({ token: z.string(), until: z.string(), executionArn: z.string(), for: z.string().optional() }).optional(),
};
const metaSignal = z.object({ ...waiting, version: z.number(), state: z.string(), relayedVersion: z.number().optional() });
const partSignal = z.object({ ...waiting, revision: z.number(), ended: z.boolean() });
const ENDED: ReadonlySet<string> = new Set(['returned', 'refused', 'withdrawn', 'stopped']);

/** What the relay and the reconciler must know of a machine; reads a few attributes and no personal data. */
export async function readSignal(table: DocumentTable, dossierId: string, part?: MachinePart): Promise<MachineSignal | undefined> {
  if (part !== undefined) {
    const sk = part.kind === 'consultation' ? keys.consultationSk(part.id) : keys.documentSk(part.id);
    const item = await readSignalItem(table, { pk: keys.dossierPk(dossierId), sk });
    if (item === undefined) return undefined;
    const { revision, ended, ...rest } = partSignal.parse(item);
    return { version: revision, ended, ...present(rest) };
  }
  const item = await readSignalItem(table, { pk: keys.dossierPk(dossierId), sk: keys.META });
  if (item === undefined) return undefined;
  const { version, state, ...rest } = metaSignal.parse(item);
  return { version, ended: ENDED.has(state), ...present(rest) };
}

async function readSignalItem({ client, tableName }: DocumentTable, Key: keys.ItemKey): Promise<unknown> {
  const names = ['version', 'revision', 'state', 'ended', 'wakeAt', 'wait', 'relayedVersion'];
  const { Item } = await client.send(
    new GetCommand({
      TableName: tableName,
      Key,
      ConsistentRead: true,
      ProjectionExpression: names.map((name) => `#${name}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    }),
  );
  return Item;
}

interface Waiting {
  readonly wakeAt?: string | undefined;
  readonly relayedVersion?: number | undefined;
  readonly wait?: MachineSignal['wait'] | undefined;
}

function present({ wakeAt, relayedVersion, wait }: Waiting): Omit<MachineSignal, 'version' | 'ended'> {
  const machineEpoch = wait === undefined ? undefined : epochOf(wait.executionArn);
  return {
    ...(wakeAt === undefined ? {} : { wakeAt }),
    ...(relayedVersion === undefined ? {} : { relayedVersion }),
    ...(wait === undefined ? {} : { wait }),
    ...(machineEpoch === undefined ? {} : { machineEpoch }),
  };
}

/** A machine's name ends in its epoch (`…:<code>-<epoch>`). */
function epochOf(executionArn: string): number | undefined {
  const digits = /-(\d+)$/.exec(executionArn)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const NOT_YET_RELAYED = '#version = :version AND (attribute_not_exists(#relayed) OR #relayed < :version)';

/**
 * After the relay: the dossier needs attention at `wakeAt`, or never again. Does nothing when the dossier has moved on
 * (its newer events are still to be relayed) or when this was noted before.
 */
export async function markRelayed(table: DocumentTable, dossierId: string, version: number): Promise<void> {
  const isNoted = await tryMark(table, dossierId, { version, set: ', attentionSk = wakeAt', condition: 'attribute_exists(wakeAt)' });
  if (!isNoted) await tryMark(table, dossierId, { version, set: ' REMOVE attentionPk, attentionSk', condition: 'attribute_not_exists(wakeAt)' });
}

interface Mark {
  readonly version: number;
  readonly set: string;
  readonly condition: string;
}

async function tryMark({ client, tableName }: DocumentTable, dossierId: string, mark: Mark): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk: keys.dossierPk(dossierId), sk: keys.META },
        UpdateExpression: `SET #relayed = :version${mark.set}`,
        ConditionExpression: `${NOT_YET_RELAYED} AND ${mark.condition}`,
        ExpressionAttributeNames: { '#version': 'version', '#relayed': 'relayedVersion' },
        ExpressionAttributeValues: { ':version': mark.version },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

const attentionItem = z.object({ pk: z.string(), sk: z.string(), attentionSk: z.string() });

interface AttentionQuery {
  readonly shard: number;
  readonly before: string;
  readonly limit: number;
}

export async function needingAttention(table: DocumentTable, { shard, before, limit }: AttentionQuery): Promise<AttentionRow[]> {
  const items = await waitingSince(table, { partition: keys.attentionPk(shard), before, limit });
  return items.map(({ pk, attentionSk }) => ({ dossierId: keys.dossierIdOf(pk), attentionAt: attentionSk }));
}

export async function uncheckedPapers(table: DocumentTable, { shard, before, limit }: AttentionQuery): Promise<UncheckedPaper[]> {
  const items = await waitingSince(table, { partition: keys.uncheckedPk(shard), before, limit });
  return items.map(({ pk, sk, attentionSk }) => ({ dossierId: keys.dossierIdOf(pk), paperId: keys.paperIdOf(sk), receivedAt: attentionSk }));
}

async function waitingSince({ client, tableName }: DocumentTable, { partition, before, limit }: { readonly partition: string; readonly before: string; readonly limit: number }) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'attention',
      KeyConditionExpression: 'attentionPk = :shard AND attentionSk < :before',
      ExpressionAttributeValues: { ':shard': partition, ':before': before },
      Limit: limit,
    }),
  );
  return Items.map((item) => attentionItem.parse(item));
}
