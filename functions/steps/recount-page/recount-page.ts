import * as z from 'zod';
import { calendarBook } from '#domain/deadlines/calendar-book';
import { changedDays } from '#domain/deadlines/calendar-changes';
import type { CalendarRegister, DossierMoves, ReplayPlace } from '#domain/deadlines/calendar-register';
import { afterPage, beginningOf, modeOf } from '#domain/deadlines/calendar-replay';
import { logWarning } from '#functions/platform/logger';
import { recountDossier, type RecountTools, type Replay } from '#functions/platform/recount-dossier';

export const recountPageInput = z.object({ edition: z.number().int().positive(), mode: z.enum(['preview', 'apply']), shard: z.number().int().nonnegative() });
export const recountPageOutput = z.object({ word: z.enum(['more', 'done']) });

export interface RecountPageTools extends RecountTools {
  readonly register: CalendarRegister;
  /** Replays read before, by edition: facts of an edition never change. */
  readonly known: Map<number, Replay>;
}

/** A page takes seconds of its function's half minute, also when every dossier of it moves and others write it too. */
const PAGE = 100;
/** With the machine's own bound this is how many dossiers are written at once: the desks and agencies keep theirs. */
const AT_ONCE = 4;

/**
 * One page of one shard of a replay. Where the page begins lies in the register, not in the machine: a page that is asked
 * for again, or by another run, goes on where the last noted one ended, and finds nothing to move in what it did before.
 */
export async function recountPage(tools: RecountPageTools, place: ReplayPlace): Promise<z.infer<typeof recountPageOutput>> {
  const { register, store } = tools;
  const { edition, mode, shard } = place;
  const proposal = await register.proposal(edition);
  const progress = (await register.progress(edition, mode)).find((each) => each.shard === shard) ?? beginningOf(shard);
  if (proposal === undefined || modeOf(proposal) !== mode || progress.isDone) return { word: 'done' };
  const { rows: ids, cursor } = await store.census('open', { shard, limit: PAGE, ...(progress.cursor !== undefined && { cursor: progress.cursor }) });
  const replay = await replayOf(tools, edition, proposal.basedOn);
  const rows = await inTurn(ids, (id) => recountDossier(tools, id, { ...replay, mode }));
  for (const { dossierId, problem } of rows) if (problem !== undefined) logWarning('a dossier cannot be counted again', { dossierId, problem, edition });
  if (mode === 'preview') await register.keepMoves(edition, rows);
  await register.noteProgress({ edition, mode }, afterPage(progress, { looked: ids.length, rows, cursor }));
  return { word: cursor === undefined ? 'done' : 'more' };
}

async function replayOf({ register, known }: RecountPageTools, edition: number, basedOn: number): Promise<Replay> {
  const kept = known.get(edition);
  if (kept !== undefined) return kept;
  const [before, after] = await Promise.all([register.facts(basedOn), register.facts(edition)]);
  if (before === undefined || after === undefined) throw new Error(`The register lost the calendar of edition ${String(basedOn)} or ${String(edition)}`);
  const replay = { book: calendarBook(after), changedDays: changedDays(before, after) };
  known.set(edition, replay);
  return replay;
}

async function inTurn(ids: readonly string[], work: (id: string) => Promise<DossierMoves | undefined>): Promise<DossierMoves[]> {
  const waiting = ids.values();
  const found: DossierMoves[] = [];
  const walk = async (): Promise<void> => {
    for (const id of waiting) {
      const row = await work(id);
      if (row !== undefined) found.push(row);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return found;
}
