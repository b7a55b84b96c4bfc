import * as z from 'zod';

/**
 * Whose events they are: an agency's, what it has to know for its work; a partner's, of the dossiers it handed in;
 * the cell's, every event of every dossier that was handed in.
 */
export const audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('agency'), id: z.string().min(1).max(35) }).strict(),
  z.object({ kind: z.literal('partner'), id: z.string().min(1).max(200) }).strict(),
  z.object({ kind: z.literal('cell') }).strict(),
]);
export type Audience = z.infer<typeof audience>;

/** One word for an audience, as keys and logs have it: `agency#H99.105`, `partner#bank-1`, `cell`. */
export function audienceKey(whose: Audience): string {
  return whose.kind === 'cell' ? whose.kind : `${whose.kind}#${whose.id}`;
}

/** The cell's feed is kept in parts, so that its writers do not wait for one another; one dossier always has the same. */
const CELL_PARTITIONS = 8;

export function partitionsOf(whose: Audience): number {
  return whose.kind === 'cell' ? CELL_PARTITIONS : 1;
}
