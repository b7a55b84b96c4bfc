import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '#local/api-client/api-client';
import type { HandedIn } from './applicants.ts';

const BETWEEN_LOOKS_MILLISECONDS = 700;

export interface Following {
  /** Dossiers begun that are not handed over yet, as last seen. */
  unfinished(): number;
  stop(): Promise<void>;
}

/** Asks the API again and again how far each dossier is, until it is handed over. */
export function followDossiers(api: ApiClient, begun: readonly HandedIn[]): Following {
  const finished = new Set<HandedIn>();
  const stopping = new AbortController();
  const look = async (handedIn: HandedIn) => {
    const [id] = handedIn.ids;
    if (id !== undefined && (await api.get(`/v1/dossiers/${id}`))['status'] === 'returned') finished.add(handedIn);
  };
  const follow = async () => {
    while (!stopping.signal.aborted) {
      // A killed cell says nothing; the next look is soon.
      for (const handedIn of begun.filter((each) => !finished.has(each))) await look(handedIn).catch(() => undefined);
      await pause(BETWEEN_LOOKS_MILLISECONDS);
    }
  };
  const following = follow();
  return {
    unfinished: () => begun.length - finished.size,
    stop: async () => {
      stopping.abort();
      await following;
    },
  };
}
