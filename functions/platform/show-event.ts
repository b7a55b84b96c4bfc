import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import { actorMark } from '#domain/dossiers/event-chain';
import { historyView } from '#domain/dossiers/history-view';
import { chainTools } from '#functions/platform/chain-tools';

/** An event as histories and exports show it, with the mark that stands for the person in its hash. */
export function showEvent({ salt }: Dossier, recorded: RecordedEvent): ReturnType<typeof historyView> {
  const isChained = salt !== undefined && recorded.hash !== undefined;
  return historyView(recorded, isChained ? actorMark(chainTools.sha256, salt, recorded) : undefined);
}
