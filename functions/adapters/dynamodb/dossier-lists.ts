import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dossierStatus } from '#domain/dossiers/dossier';
import type { AssignedRow, CensusKind, CensusPlace, InboxRow, OwnedRow, Page, PageRequest, SignatureRow } from '#domain/dossiers/dossier-store';
import { encodeCursor } from '#functions/adapters/dynamodb/cursor';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { assignedStart, censusStart, inboxStart, ownedStart, signaturesStart } from '#functions/adapters/dynamodb/dossier-cursors';
import * as keys from '#functions/adapters/dynamodb/dossier-keys';

const inboxItem = z.object({
  kind: z.enum(['reception', 'step', 'consultation', 'signature', 'hand-over']),
  dossierId: z.string(),
  code: z.string(),
  procedureCode: z.string(),
  atRiskAt: z.string().optional(),
  inboxSk: z.string().transform((sk) => sk.split('#')).pipe(z.tuple([z.string(), z.string(), z.string(), z.string()])),
});

const ownedItem = z.object({
  dossierId: z.string(),
  code: z.string().optional(),
  procedureCode: z.string(),
  state: dossierStatus,
  createdAt: z.string(),
});

/** Open work of an agency by due instant: the same cost however many dossiers there are. */
export async function listInbox(table: DocumentTable, agency: string, page: PageRequest): Promise<Page<InboxRow>> {
  const start = page.cursor === undefined ? undefined : inboxStart(agency, page.cursor);
  const list = { index: 'inbox', pk: 'inboxPk', sk: 'inboxSk', partition: keys.inboxPk(agency), ascending: true };
  return queryPage(table, list, { limit: page.limit, start, read: readInboxRow });
}

function readInboxRow(item: unknown): InboxRow {
  const { inboxSk, atRiskAt, ...row } = inboxItem.parse(item);
  const [dueAt, , , itemId] = inboxSk;
  return { ...row, dueAt, itemId, ...(atRiskAt === undefined ? {} : { atRiskAt }) };
}

/** Dossiers of an owner, newest first. */
export async function listOwned(table: DocumentTable, ownerId: string, page: PageRequest): Promise<Page<OwnedRow>> {
  const start = page.cursor === undefined ? undefined : ownedStart(ownerId, page.cursor);
  const list = { index: 'owner', pk: 'ownerPk', sk: 'ownerSk', partition: keys.ownerPk(ownerId), ascending: false };
  return queryPage(table, list, { limit: page.limit, start, read: readOwnedRow });
}

function readOwnedRow(item: unknown): OwnedRow {
  const { state: status, code, ...row } = ownedItem.parse(item);
  return { ...row, status, ...(code === undefined ? {} : { code }) };
}

const assignedItem = z.object({
  dossierId: z.string(),
  code: z.string(),
  procedureCode: z.string(),
  atRiskAt: z.string(),
  ownerSk: z.string().transform((sk) => sk.split('#')).pipe(z.tuple([z.string(), z.string(), z.string()])),
});

/** Open steps of an officer by due instant. */
export async function listAssigned(table: DocumentTable, officer: string, page: PageRequest): Promise<Page<AssignedRow>> {
  const start = page.cursor === undefined ? undefined : assignedStart(officer, page.cursor);
  const list = { index: 'owner', pk: 'ownerPk', sk: 'ownerSk', partition: keys.officerPk(officer), ascending: true };
  return queryPage(table, list, { limit: page.limit, start, read: readAssignedRow });
}

function readAssignedRow(item: unknown): AssignedRow {
  const { ownerSk: [dueAt, , stepId], ...row } = assignedItem.parse(item);
  return { ...row, stepId, dueAt };
}

const signatureItem = assignedItem.omit({ atRiskAt: true });

/** Documents that wait for an officer's signature, by due instant. */
export async function listSignatures(table: DocumentTable, officer: string, page: PageRequest): Promise<Page<SignatureRow>> {
  const start = page.cursor === undefined ? undefined : signaturesStart(officer, page.cursor);
  const list = { index: 'owner', pk: 'ownerPk', sk: 'ownerSk', partition: keys.signerPk(officer), ascending: true };
  return queryPage(table, list, { limit: page.limit, start, read: readSignatureRow });
}

function readSignatureRow(item: unknown): SignatureRow {
  const { ownerSk: [dueAt, , documentId], ...row } = signatureItem.parse(item);
  return { ...row, documentId, dueAt };
}

const censusItem = z.object({ censusSk: z.string() });

/** One shard of all open, or of all ended, dossiers. */
export async function listCensus(table: DocumentTable, kind: CensusKind, { shard, limit, cursor }: CensusPlace): Promise<Page<string>> {
  const start = cursor === undefined ? undefined : censusStart(kind, shard, cursor);
  const list = { index: 'census', pk: 'censusPk', sk: 'censusSk', partition: keys.censusPk(kind, shard), ascending: true };
  return queryPage(table, list, { limit, start, read: (item) => censusItem.parse(item).censusSk });
}

interface List {
  readonly index: string;
  readonly pk: string;
  readonly sk: string;
  readonly partition: string;
  readonly ascending: boolean;
}

interface PageOfList<Row> {
  readonly limit: number;
  readonly start: Record<string, string> | undefined;
  readonly read: (item: unknown) => Row;
}

async function queryPage<Row>({ client, tableName }: DocumentTable, list: List, { limit, start, read }: PageOfList<Row>): Promise<Page<Row>> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: list.index,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': list.pk },
      ExpressionAttributeValues: { ':pk': list.partition },
      ScanIndexForward: list.ascending,
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    }),
  );
  const shown = Items.slice(0, limit);
  const last: unknown = shown.at(-1)?.[list.sk];
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return { rows: shown.map(read), ...(hasMore && typeof last === 'string' ? { cursor: encodeCursor(last) } : {}) };
}
