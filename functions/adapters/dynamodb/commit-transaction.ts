import { isDeepStrictEqual } from 'node:util';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange, KeptAnswer } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import { type Attributes, dossierItems, type DossierItems } from '#functions/adapters/dynamodb/dossier-items';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';
import { rewriteExpression } from '#functions/adapters/dynamodb/update-expression';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One item of the transaction and what it stands for, so that a refusal can be understood. */
export interface PlannedWrite {
  readonly role: 'meta' | 'event' | 'part' | 'code' | 'answer';
  readonly item: TransactItem;
}

const MAX_ITEMS = 100;
const ANSWER_KEPT_SECONDS = 7 * 24 * 60 * 60;
const IF_ABSENT = 'attribute_not_exists(pk)';

/** The one transaction of a move: META guarded by its version, the events, and those parts that changed (D1). */
export function planCommit(change: DossierChange, tableName: string): readonly PlannedWrite[] {
  const before: DossierItems = change.before === undefined ? new Map() : dossierItems(change.before);
  const after = dossierItems(change.after);
  const lost = [...before.keys()].filter((sk) => !after.has(sk));
  // Nothing of a record is ever deleted; a part that goes missing is a mistake of the domain.
  if (lost.length > 0) throw new Error(`A move of ${change.after.id} would lose ${lost.join(', ')}`);
  const changed = [...after].filter(([sk, item]) => sk !== keys.META && !isDeepStrictEqual(item, before.get(sk)));
  const meta = metaAfter(change, { meta: after.get(keys.META), parts: [...after.keys()], touched: changed.map(([sk]) => sk) });
  const { id: dossierId, version } = change.after;
  const plan: PlannedWrite[] = [
    { role: 'meta', item: metaWrite(change, { before: before.get(keys.META), after: meta }, tableName) },
    ...change.events.map((event): PlannedWrite => ({ role: 'event', item: eventWrite(event, tableName) })),
    ...changed.map(([sk, item]): PlannedWrite => {
      const key = { pk: keys.dossierPk(dossierId), sk };
      return { role: 'part', item: partWrite(key, { before: before.get(sk), after: { ...item, asOf: version } }, tableName) };
    }),
    ...codeWrites(change, tableName),
    ...(change.answer === undefined ? [] : [{ role: 'answer' as const, item: answerWrite(change.answer, lastInstant(change), tableName) }]),
  ];
  if (plan.length > MAX_ITEMS) throw new Error(`A move of ${dossierId} writes ${plan.length} items; a transaction takes ${MAX_ITEMS}`);
  return plan;
}

interface Rewrite {
  readonly before: Attributes | undefined;
  readonly after: Attributes;
}

/** META as it shall be, with what a reader needs to see that it has all parts of one version. */
function metaAfter(change: DossierChange, sks: { meta: Attributes | undefined; parts: readonly string[]; touched: readonly string[] }): Attributes {
  const { after, wakeAt } = change;
  const committedAt = lastInstant(change);
  return {
    ...sks.meta,
    wakeAt,
    // Until the relay has passed the events on, the dossier itself asks for attention.
    attentionPk: keys.attentionPk(keys.attentionShard(after.id)),
    attentionSk: wakeAt !== undefined && wakeAt < committedAt ? wakeAt : committedAt,
    partsTotal: sks.parts.filter(isReadWithTheDossier).length,
    partsTouched: sks.touched.filter(isReadWithTheDossier).length,
  };
}

function isReadWithTheDossier(sk: string): boolean {
  return sk !== keys.META && sk < keys.END_OF_AGGREGATE;
}

function metaWrite({ before, after }: DossierChange, meta: Rewrite, TableName: string): TransactItem {
  const Key = { pk: keys.dossierPk(after.id), sk: keys.META };
  if (before === undefined) return { Put: { TableName, Item: { ...Key, ...meta.after }, ConditionExpression: IF_ABSENT } };
  // An update, never a put: the machine keeps its task token on this very item. `wakeAt` is no fact of the dossier.
  const rewrite = rewriteExpression({ ...meta.before, wakeAt: 'perhaps' }, meta.after);
  return {
    Update: {
      TableName,
      Key,
      ...rewrite,
      ConditionExpression: '#version = :before',
      ExpressionAttributeNames: { ...rewrite.ExpressionAttributeNames, '#version': 'version' },
      ExpressionAttributeValues: { ...rewrite.ExpressionAttributeValues, ':before': before.version },
    },
  };
}

function eventWrite(event: RecordedEvent, TableName: string): TransactItem {
  const key = { pk: keys.dossierPk(event.dossierId), sk: keys.eventSk(event.seq) };
  return { Put: { TableName, Item: { ...key, itemType: 'EVENT', ...event }, ConditionExpression: IF_ABSENT } };
}

function partWrite(Key: keys.ItemKey, { before, after }: Rewrite, TableName: string): TransactItem {
  if (after['itemType'] !== 'CONSULTATION' && after['itemType'] !== 'DOCUMENT') return { Put: { TableName, Item: { ...Key, ...after } } };
  // The machine of a consultation or of a document keeps its task token here.
  return { Update: { TableName, Key, ...rewriteExpression(before ?? {}, after) } };
}

function codeWrites({ before, after }: DossierChange, TableName: string): PlannedWrite[] {
  const code = codeOf(after);
  if (code === undefined || code === (before && codeOf(before))) return [];
  const Item = { ...keys.codeKey(code), itemType: 'CODE', dossierId: after.id };
  return [{ role: 'code', item: { Put: { TableName, Item, ConditionExpression: IF_ABSENT } } }];
}

function codeOf(dossier: Dossier): string | undefined {
  return dossier.status === 'draft' ? undefined : dossier.code;
}

function answerWrite(answer: KeptAnswer, committedAt: string, TableName: string): TransactItem {
  const { scope, requestHash, status, body } = answer;
  const expiresAtEpochSeconds = Math.floor(Date.parse(committedAt) / 1000) + ANSWER_KEPT_SECONDS;
  // The body as text, so that the same answer is the same bytes again.
  const Item = { ...keys.idempotencyKey(scope), itemType: 'IDEM', scope, requestHash, status, body: JSON.stringify(body ?? null), expiresAtEpochSeconds };
  return { Put: { TableName, Item, ConditionExpression: IF_ABSENT } };
}

function lastInstant({ events, after }: DossierChange): string {
  return events.at(-1)?.at ?? after.createdAt;
}
