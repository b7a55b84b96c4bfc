import * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';

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

/**
 * An audience as an address names it, `agency:H99.105`, `partner:bank-1` or `cell`; undefined for anything else.
 */
export function readAudience(text: string): Audience | undefined {
  const [kind, ...id] = text.split(':');
  return audience.safeParse(kind === 'cell' && id.length === 0 ? { kind } : { kind, id: id.join(':') }).data;
}

/** The audience a caller belongs to: the agency it speaks for, the partner it is, or the cell for those who keep it or look over it. */
export function ownAudience({ kind, id, agency }: Principal): Audience | undefined {
  if (kind === 'agency-system' || kind === 'officer') return agency === undefined ? undefined : { kind: 'agency', id: agency };
  if (kind === 'partner') return { kind, id };
  return kind === 'citizen' ? undefined : { kind: 'cell' };
}

/** The cell's feed is kept in parts, so that its writers do not wait for one another; one dossier always has the same. */
const CELL_PARTITIONS = 8;

export function partitionsOf(whose: Audience): number {
  return whose.kind === 'cell' ? CELL_PARTITIONS : 1;
}
