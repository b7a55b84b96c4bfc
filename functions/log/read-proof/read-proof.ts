import type * as z from 'zod';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import { chainStart, contentHash } from '#domain/dossiers/event-chain';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { dayAfter, logDayAt, sealableAt } from '#domain/log/log-days';
import type { ShownProof } from '#domain/log/proof-view';
import { chainTools } from '#functions/platform/chain-tools';
import { findLeaf } from '#functions/platform/find-leaf';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { LogTools } from '#functions/platform/log-tools';
import type { dossierPath } from '#functions/platform/paths';

interface Dependencies extends LoadDossierTools, LogTools {
  readonly store: DossierStore;
}

const { sha256 } = chainTools;
const EVENTS_A_PAGE = 200;
/** An event is noted within seconds, after a fault of the stream within a day; its day is looked for no further. */
const DAYS_AFTER = 2;
/** A dossier on which much happened since the last seal is found by one of its latest days. */
const DAYS_TRIED = 12;

/**
 * The newest seal of a dossier's chain, with all that is needed to check it elsewhere.
 * @throws DomainError not-sealed-yet, which says when it will be
 */
export async function readProof(deps: Dependencies, { principal, path }: ReadRequest<z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'ReadHistory', principal });
  const { salt } = dossier;
  if (salt === undefined) throw notSealedYet(undefined);
  const events = await allEvents(deps.store, dossier.id);
  const found = await newestSeal(deps, dossier.id, events);
  if (found === undefined) throw notSealedYet(events.at(-1)?.at);
  const chain = events.flatMap((each) => (each.hash === undefined ? [] : [{ seq: each.seq, content: contentHash(sha256, salt, each), hash: each.hash }]));
  const body: ShownProof = { dossierId: dossier.id, start: chainStart(sha256, dossier.id), events: chain, ...found };
  return { status: 200, body };
}

async function allEvents(store: DossierStore, dossierId: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.events(dossierId, { afterSeq: events.at(-1)?.seq ?? 0, limit: EVENTS_A_PAGE });
    events.push(...page);
    if (page.length < EVENTS_A_PAGE) return events;
  }
}

/** Looks through the days on which the dossier's events can stand, newest first. */
async function newestSeal(deps: LogTools, dossierId: string, events: readonly RecordedEvent[]): Promise<Pick<ShownProof, 'leaf' | 'index' | 'path' | 'day'> | undefined> {
  const days = new Set(events.toReversed().flatMap(({ at }) => daysNoted(at)));
  for (const day of [...days].toSorted().toReversed().slice(0, DAYS_TRIED * (DAYS_AFTER + 1))) {
    const sealed = await deps.log.day(day);
    const proof = sealed === undefined ? undefined : await findLeaf(deps.vault, sealed, dossierId);
    if (sealed !== undefined && proof !== undefined) return { leaf: proof.leaf, index: proof.index, path: [...proof.path], day: sealed };
  }
  return undefined;
}

function daysNoted(at: string): string[] {
  const days = [logDayAt(Temporal.Instant.from(at))];
  while (days.length <= DAYS_AFTER) days.push(dayAfter(days.at(-1) ?? ''));
  return days;
}

function notSealedYet(lastEventAt: string | undefined): DomainError {
  const when = lastEventAt === undefined ? undefined : sealableAt(logDayAt(Temporal.Instant.from(lastEventAt)));
  const hour = when?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'not-sealed-yet',
    mend: {
      vi: hour === undefined ? 'Hồ sơ này có từ trước khi có nhật ký niêm phong nên không có bằng chứng.' : `Nhật ký của ngày được niêm phong sau nửa đêm; hãy hỏi lại sau ${hour} (giờ Việt Nam).`,
      en: hour === undefined ? 'This dossier is older than the sealed log and has no proof in it.' : `A day of the log is sealed after midnight; ask again after ${hour} (Việt Nam time).`,
    },
    fields: when === undefined ? [] : [{ pointer: '/sealedAfter', problem: toIso(when) }],
  });
}
