import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { backToWork } from '#domain/dossiers/folds/back-to-work';
import { isIn } from '#domain/dossiers/is-in';

type EndingEvent = EventOf<'DossierSettled' | 'ResultHandedOver' | 'DossierRefused' | 'DossierWithdrawn' | 'DossierStopped' | 'DossierBundled'>;

/** The five ways a dossier comes to its end, and what is kept of it then. */
export function foldEnding(dossier: Dossier, event: EndingEvent, at: string): Dossier | undefined {
  switch (event.type) {
    case 'DossierSettled':
      return settled(dossier, event, at);
    case 'ResultHandedOver':
      return isIn(dossier, 'settled') ? { ...dossier, status: 'returned', returnedAt: at } : undefined;
    case 'DossierRefused':
      return over(dossier, { status: 'refused', endedAt: at, reasons: event.reasons });
    case 'DossierStopped':
      return over(dossier, { status: 'stopped', endedAt: at, reasons: event.reasons });
    case 'DossierBundled':
      return isIn(dossier, 'returned', 'refused', 'withdrawn', 'stopped') ? { ...dossier, bundle: event.bundle } : undefined;
    case 'DossierWithdrawn':
      return over(dossier, { status: 'withdrawn', endedAt: at, reasons: [event.reason] });
  }
}

function settled(dossier: Dossier, { outcome, results, reasons, timing }: EventOf<'DossierSettled'>, at: string): Dossier | undefined {
  const working = isIn(dossier, 'awaiting-supplement') ? backToWork(dossier) : dossier;
  if (working === undefined || !isIn(working, 'accepted', 'in-progress', 'awaiting-payment')) return undefined;
  return { ...working, status: 'settled', settledAt: at, outcome, results, reasons, ...(timing !== undefined && { timing }), clock: closed(working.clock, at) };
}

interface Ending {
  readonly status: 'refused' | 'stopped' | 'withdrawn';
  readonly endedAt: string;
  readonly reasons: string[];
}

/** Drops what only a running dossier has: the promise and the outstanding request. */
function over(dossier: Dossier, ending: Ending): Dossier | undefined {
  if (isIn(dossier, 'submitted')) return { ...dossier, ...ending, clock: [], apologies: [] };
  if (isIn(dossier, 'awaiting-supplement')) {
    const { supplement: _unanswered, ...rest } = dossier;
    return { ...rest, ...ending, clock: closed(rest.clock, ending.endedAt) };
  }
  if (!isIn(dossier, 'accepted', 'in-progress', 'awaiting-payment')) return undefined;
  const { dueAt: _promise, ...rest } = dossier;
  return { ...rest, ...ending, clock: closed(rest.clock, ending.endedAt) };
}

function closed(clock: Extract<Dossier, { status: 'accepted' }>['clock'], at: string) {
  return clock.length === 0 ? clock : [...clock, { kind: 'ended' as const, at }];
}
