import type { Page, PageRequest } from '#domain/dossiers/dossier-store';
import type { Holding } from '#domain/holdings/holding';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { malformedCursor } from '#functions/adapters/dynamodb/cursor';

/** The digit says in which of the caller's stores a page ended. */
const CURSOR = /^(?<index>\d)\.(?<within>.*)$/s;

interface Place {
  readonly index: number;
  readonly within?: string;
}

/**
 * A page of the caller's electronic stores, one store after the other. Which stores there are comes from the caller alone, so that
 * a cursor made up leads nowhere but into one's own.
 * @throws DomainError cursor-malformed
 */
export async function pageOfStores(holdings: Pick<HoldingStore, 'of'>, owners: readonly string[], { limit, cursor }: PageRequest): Promise<Page<Holding>> {
  const rows: Holding[] = [];
  let { index, within }: Place = placeIn(owners, cursor);
  for (const owner of owners.slice(index)) {
    if (rows.length === limit) return { rows, cursor: `${String(index)}.` };
    const page = await holdings.of(owner, { limit: limit - rows.length, ...(within !== undefined && { cursor: within }) });
    rows.push(...page.rows);
    if (page.cursor !== undefined) return { rows, cursor: `${String(index)}.${page.cursor}` };
    within = undefined;
    index += 1;
  }
  return { rows };
}

function placeIn(owners: readonly string[], cursor: string | undefined): Place {
  if (cursor === undefined) return { index: 0 };
  const { index = '', within = '' } = CURSOR.exec(cursor)?.groups ?? {};
  if (index === '' || Number(index) >= owners.length) throw malformedCursor();
  return { index: Number(index), ...(within !== '' && { within }) };
}
