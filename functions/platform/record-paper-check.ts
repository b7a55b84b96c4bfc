import { setTimeout as pause } from 'node:timers/promises';
import type { CheckedPaper } from '#domain/dossiers/command';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Actor } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import type { AdvanceDependencies } from '#functions/platform/advance-dossier';
import { chainTools } from '#functions/platform/chain-tools';
import { contextFor } from '#functions/platform/change-dossier';

const CHECKER: Actor = { kind: 'system', id: 'paper-check' };
/** All papers of a dossier are looked into at once, and each is noted in the same record. */
const MAX_ATTEMPTS = 12;
const PAUSE_MILLISECONDS = 40;

/**
 * Notes what was found in papers; the second time does nothing.
 * @returns the dossier as the record has it then; nothing when there is none
 * @throws Error when others changed the dossier all the while
 */
export async function recordPaperCheck(deps: AdvanceDependencies, dossierId: string, checked: readonly CheckedPaper[]): Promise<Dossier | undefined> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await deps.store.load(dossierId);
    if (before === undefined) return undefined;
    const context = await contextFor(deps, before, deps.now());
    const events = decide(before, { type: 'record-paper-check', by: CHECKER, checked }, context);
    if (events.length === 0) return before;
    const { after, recorded } = recordEvents(before, events, { dossierId, at: toIso(context.now), by: CHECKER, chain: chainTools });
    const outcome = await deps.store.commit({ before, after, events: recorded, wakeAt: wakeAt(after, context) });
    if (outcome.kind === 'committed') return after;
    await pause(Math.random() * PAUSE_MILLISECONDS * attempt);
  }
  throw new Error(`Could not note the check of a paper of ${dossierId}: others changed it ${String(MAX_ATTEMPTS)} times`);
}
