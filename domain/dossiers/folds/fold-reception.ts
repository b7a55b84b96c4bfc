import type { Dossier, DossierIn } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { isIn } from '#domain/dossiers/is-in';
import { ownEntry } from '#domain/dossiers/own-entry';
import { backToWork } from '#domain/dossiers/folds/back-to-work';
import { withClock } from '#domain/dossiers/folds/with-clock';
import type { Paper } from '#domain/dossiers/parts';
import { watchedAnew } from '#domain/dossiers/watching';

type ReceptionEvent = EventOf<'PapersGranted' | 'PapersChecked' | 'PapersReused' | 'DossierSubmitted' | 'DossierAccepted' | 'SupplementRequested' | 'DossierSupplemented'>;

/** From draft to acceptance, and the supplements asked for on the way. */
export function foldReception(dossier: Dossier, event: ReceptionEvent, at: string): Dossier | undefined {
  switch (event.type) {
    case 'PapersGranted':
    case 'PapersReused':
      return { ...dossier, papers: withPapers(dossier, event.papers) };
    case 'PapersChecked':
      return checked(dossier, event, at);
    case 'DossierSubmitted':
      return isIn(dossier, 'draft') ? submitted(dossier, event, at) : undefined;
    case 'DossierAccepted':
      return isIn(dossier, 'submitted') ? accepted(dossier, event, at) : undefined;
    case 'SupplementRequested':
      return awaitingSupplement(dossier, event);
    case 'DossierSupplemented':
      return isIn(dossier, 'awaiting-supplement') ? supplemented(dossier, event, at) : undefined;
  }
}

function withPapers(dossier: Dossier, papers: readonly Paper[]): Record<string, Paper> {
  return { ...dossier.papers, ...Object.fromEntries(papers.map((paper) => [paper.id, paper])) };
}

/** What was found is noted with the paper; one that replaces a refused one is thereby received. */
function checked(dossier: Dossier, { checked: found, receptionDueAt }: EventOf<'PapersChecked'>, at: string): Dossier | undefined {
  const papers = found.flatMap(({ paperId, receivedAt, ...result }): Paper[] => {
    const paper = ownEntry(dossier.papers, paperId);
    return paper === undefined ? [] : [{ ...paper, ...result, ...(receivedAt !== undefined && { state: 'received', receivedAt }) }];
  });
  if (papers.length !== found.length) return undefined;
  const all = { papers: withPapers(dossier, papers) };
  if (receptionDueAt === undefined) return { ...dossier, ...all };
  return isIn(dossier, 'submitted') ? { ...dossier, ...all, receivedAt: at, receptionDueAt, receptionWatch: watchedAnew(dossier.receptionWatch, at) } : undefined;
}

function submitted(draft: DossierIn<'draft'>, event: EventOf<'DossierSubmitted'>, at: string): Dossier {
  return {
    ...draft,
    status: 'submitted',
    code: event.code,
    roles: event.roles,
    papers: withPapers(draft, event.papers),
    submittedAt: at,
    receivedAt: at,
    receptionDueAt: event.receptionDueAt,
    receptionWatch: watchedAnew(undefined, at),
    supplementRequests: 0,
  };
}

function accepted(dossier: DossierIn<'submitted'>, event: EventOf<'DossierAccepted'>, at: string): Dossier {
  const { facts: clock, dueAt } = event;
  return { ...dossier, status: 'accepted', acceptedAt: at, clock, ...(dueAt !== undefined && { dueAt }), watch: watchedAnew(undefined, at), apologies: [] };
}

function awaitingSupplement(dossier: Dossier, event: EventOf<'SupplementRequested'>): Dossier | undefined {
  const supplementRequests = 'supplementRequests' in dossier ? dossier.supplementRequests + 1 : 1;
  if (isIn(dossier, 'submitted')) {
    return { ...dossier, status: 'awaiting-supplement', supplement: event.request, supplementRequests, clock: [], apologies: [] };
  }
  if (!isIn(dossier, 'in-progress', 'awaiting-payment')) return undefined;
  const { dueAt: _promise, ...rest } = dossier;
  return { ...rest, status: 'awaiting-supplement', supplement: event.request, supplementRequests, clock: [...dossier.clock, ...event.facts] };
}

function supplemented(dossier: DossierIn<'awaiting-supplement'>, event: EventOf<'DossierSupplemented'>, at: string): Dossier {
  const received = { papers: withPapers(dossier, event.papers), receivedAt: at };
  const working = backToWork(dossier);
  if (working !== undefined) return withClock({ ...working, ...received }, event, at);
  const { supplement: _answered, acceptedAt, clock, watch, apologies, suspension, stageId, ...filed } = dossier;
  const receptionDueAt = event.receptionDueAt ?? dossier.receptionDueAt;
  return { ...filed, ...received, status: 'submitted', receptionDueAt, receptionWatch: watchedAnew(dossier.receptionWatch, at) };
}
