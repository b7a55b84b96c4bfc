import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '#local/api-client/api-client';
import { tellEvent, toldEvents, type ToldEvent } from '#local/demo/tell-event';

interface Following {
  readonly api: ApiClient;
  readonly dossierId: string;
  readonly agencyName: (code: string) => string;
  readonly print: (line: string) => void;
  /** Gives up after this long, in milliseconds of real time. */
  readonly patienceMilliseconds: number;
}

const LAST = new Set(['ResultHandedOver', 'DossierRefused', 'DossierWithdrawn', 'DossierStopped']);

/** Prints a dossier's events as they happen, through the public API, until it is handed over or otherwise over. Returns whether it got there. */
export async function followDossier(following: Following, onEvent: (event: ToldEvent) => Promise<void> = () => Promise.resolve()): Promise<boolean> {
  const { api, dossierId, agencyName, print, patienceMilliseconds } = following;
  const giveUpAt = performance.now() + patienceMilliseconds;
  let after = 0;
  while (performance.now() < giveUpAt) {
    const { events } = toldEvents.parse(await api.get(`/v1/dossiers/${dossierId}/events?after=${String(after)}`));
    for (const event of events) {
      print(tellEvent(event, agencyName));
      await onEvent(event);
      after = event.seq;
      if (LAST.has(event.type)) return true;
    }
    await pause(200);
  }
  return false;
}
