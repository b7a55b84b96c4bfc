import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import { recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { DomainError } from '#domain/kernel/domain-error';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';
import { queryAll } from '#functions/adapters/dynamodb/query-pages';
import { readDossier } from '#functions/adapters/dynamodb/read-dossier';

const codeItem = z.object({ dossierId: z.string() });
// Reads of one dossier while a transaction is applied to it: milliseconds each, so the third is whole if any is.
const MAX_READS = 6;
const PAUSE_MILLISECONDS = 10;

/**
 * One strongly consistent query; a code is looked up first.
 * @throws DomainError unavailable when the dossier was being written during every read
 */
export async function loadDossier(table: DocumentTable, reference: string): Promise<Dossier | undefined> {
  const dossierId = keys.isDossierId(reference) ? reference : await readCode(table, reference);
  if (dossierId === undefined) return undefined;
  for (let read = 1; read <= MAX_READS; read += 1) {
    const outcome = readDossier(await queryAll(table, aggregateOf(dossierId)));
    if (outcome.kind === 'read') return outcome.dossier;
    if (outcome.kind === 'absent') return undefined;
    await sleep(PAUSE_MILLISECONDS * read);
  }
  throw new DomainError({
    kind: 'unavailable',
    code: 'dossier-being-written',
    mend: { vi: 'Hồ sơ đang được ghi; hãy thử lại sau giây lát.', en: 'The dossier is being written to; try again in a moment.' },
  });
}

async function readCode({ client, tableName }: DocumentTable, code: string): Promise<string | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.codeKey(code), ConsistentRead: true }));
  return Item === undefined ? undefined : codeItem.parse(Item).dossierId;
}

function aggregateOf(dossierId: string) {
  return { ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND sk < :end', ExpressionAttributeValues: { ':pk': keys.dossierPk(dossierId), ':end': keys.END_OF_AGGREGATE } };
}

interface EventRange {
  readonly afterSeq: number;
  readonly limit: number;
}

/** Events in order; strongly consistent, so that a feed never shows a gap that later closes. */
export async function readEvents({ client, tableName }: DocumentTable, dossierId: string, { afterSeq, limit }: EventRange): Promise<RecordedEvent[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :last',
      ExpressionAttributeValues: { ':pk': keys.dossierPk(dossierId), ':from': keys.eventSk(afterSeq + 1), ':last': keys.LAST_EVENT },
      Limit: limit,
    }),
  );
  return (Items ?? []).map(readEventItem);
}

const eventItem = z.looseObject({ itemType: z.literal('EVENT'), id: z.unknown(), dossierId: z.unknown(), seq: z.unknown(), at: z.unknown(), by: z.unknown(), event: z.unknown(), hash: z.unknown().optional() });

/** The event in an item of the table or of its stream, unmarshalled. @throws ZodError when it is none */
function readEventItem(item: unknown): RecordedEvent {
  const { id, dossierId, seq, at, by, event, hash } = eventItem.parse(item);
  return recordedEvent.parse({ id, dossierId, seq, at, by, event, hash });
}
