import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { CalendarRegister } from '#domain/deadlines/calendar-register';
import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { Temporal } from '#domain/kernel/temporal';
import { progressIn, proposalIn, readAnswered, readFacts, readInForce, readProposal, readWaitToken } from '#functions/adapters/dynamodb/calendar-items';
import { keepMoves, listMoves, noteProgress } from '#functions/adapters/dynamodb/calendar-replay-items';
import { commitProposal, writeProposal } from '#functions/adapters/dynamodb/commit-proposal';
import { decodeCursor, encodeCursor, malformedCursor } from '#functions/adapters/dynamodb/cursor';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { itemsUnder } from '#functions/adapters/dynamodb/items-under';
import * as keys from '#functions/adapters/dynamodb/register-keys';

interface RegisterAccess extends TableAccess {
  readonly now: () => Temporal.Instant;
}

/** The editions of the calendar and their replays in the register table; keys and costs are in `docs/access-patterns.md`. */
export function createDynamoCalendarRegister({ now, ...access }: RegisterAccess): CalendarRegister {
  const table = documentTable(access);
  return {
    inForce: () => readInForce(table),
    facts: (edition) => readFacts(table, edition),
    proposal: (edition) => readProposal(table, edition),
    proposals: (page) => listProposals(table, page),
    answered: (scope) => readAnswered(table, scope),
    propose: (order) => writeProposal(table, order),
    commit: (change) => commitProposal(table, change),
    waitToken: (edition) => readWaitToken(table, edition),
    progress: async (edition, mode) => (await itemsUnder(table, keys.editionPk(edition), keys.progressOf(mode))).map(progressIn),
    noteProgress: (place, progress) => noteProgress(table, place, progress),
    keepMoves: (edition, rows) => keepMoves(table, edition, { rows, now: now() }),
    moves: (edition, page) => listMoves(table, edition, page),
  };
}

async function listProposals({ client, tableName }: DocumentTable, { limit, cursor }: PageRequest): Promise<Page<CalendarProposal>> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :editions)',
      ExpressionAttributeValues: { ':pk': keys.CALENDAR, ':editions': keys.EDITIONS },
      ScanIndexForward: false,
      // One more than asked for tells the last page without a count.
      Limit: limit + 1,
      ...(cursor === undefined ? {} : { ExclusiveStartKey: { ...keys.editionKey(editionIn(cursor)) } }),
    }),
  );
  const rows = Items.slice(0, limit).map(proposalIn);
  const last = rows.at(-1);
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return { rows, ...(hasMore && last !== undefined && { cursor: encodeCursor(String(last.edition)) }) };
}

function editionIn(cursor: string): number {
  const edition = decodeCursor(cursor);
  if (!/^\d{1,6}$/.test(edition)) throw malformedCursor();
  return Number(edition);
}
