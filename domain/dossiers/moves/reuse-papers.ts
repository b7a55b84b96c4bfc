import type { PaperToReuse } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';
import { fileOf } from '#domain/dossiers/paper-file';
import type { Paper } from '#domain/dossiers/parts';
import { ruleBroken } from '#domain/dossiers/violations';
import type { Holding } from '#domain/holdings/holding';
import { dayInVietnam } from '#domain/holdings/validity';
import { whyUnusable } from '#domain/holdings/why-unusable';
import type { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { applies } from '#domain/procedures/procedure';

/**
 * Papers the state holds already are not asked for again (domain.md §2.5): with the owner's consent one of his store is
 * received at once, with where it came from. It was scanned when it first came in; nothing is uploaded and nothing scanned.
 */
export function reusePapers(dossier: Dossier, reused: readonly PaperToReuse[], context: DecisionContext): EventOf<'PapersReused'>[] {
  if (reused.length === 0) return [];
  const silent = reused.flatMap(({ consent }, index) => (consent ? [] : [{ pointer: `/reuse/${String(index)}/consent`, problem: 'must be true' }]));
  if (silent.length > 0) {
    throw ruleBroken('consent-missing', {
      vi: 'Chỉ dùng lại giấy tờ trong kho dữ liệu điện tử khi chủ hồ sơ đồng ý; gửi "consent": true hoặc tải tệp lên.',
      en: 'A paper of the electronic store is used again only with its owner’s consent; send "consent": true, or upload a file instead.',
    }, silent);
  }
  const at = toIso(context.now);
  const today = dayInVietnam(at);
  const judged = reused.map((each) => ({ ...each, why: whyNot(each, { dossier, context, today }) }));
  const faults = judged.flatMap(({ why }, index) => (why === undefined ? [] : [{ pointer: `/reuse/${String(index)}/holdingId`, problem: why }]));
  if (faults.length > 0) throw holdingNotUsable(faults);
  return [{ type: 'PapersReused', papers: reused.flatMap((each) => (each.held === undefined ? [] : [receivedPaper(each, each.held, at)])) }];
}

/** What somebody wants to use again does not exist for him, does not fit, or is too old. */
export function holdingNotUsable(faults: readonly { pointer: string; problem: string }[]): DomainError {
  return ruleBroken('holding-not-usable', { vi: 'Giấy tờ trong kho không dùng lại được cho mục này; chọn giấy tờ khác hoặc tải tệp lên.', en: 'What is in the store cannot be used here; choose another one, or upload a file.' }, faults);
}

interface Judging {
  readonly dossier: Dossier;
  readonly context: DecisionContext;
  readonly today: string;
}

function whyNot({ slot: name, held }: PaperToReuse, { dossier, context, today }: Judging): string | undefined {
  const slot = context.procedure.papers.find((each) => each.slot === name && applies(each.when, dossier.choices));
  return slot === undefined ? 'this case has no such slot' : whyUnusable(held, slot, today);
}

function receivedPaper({ id, slot, vaultVersion }: PaperToReuse, held: Holding, at: string): Paper {
  const { kind, type: heldType, contentType, provenance, validUntil } = held;
  return {
    id,
    slot,
    ...fileOf(held),
    state: 'received',
    grantedAt: at,
    receivedAt: at,
    check: { outcome: 'accepted', at, reasons: [], foundType: contentType, scanner: 'electronic-store' },
    vaultVersion,
    origin: { kind, heldId: held.id, heldType, dossierCode: provenance.dossierCode, agency: provenance.agency, ...(validUntil !== undefined && { validUntil }), consentedAt: at },
  };
}
