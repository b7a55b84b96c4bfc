import type { Actor } from '#domain/dossiers/parts';
import { agencyOf, type Wish } from './story.ts';

const AGENCY = agencyOf('construction-authority');
const bytes = (mark: string) => mark.repeat(64).slice(0, 64);

/** Somebody of the agency that drafts. */
export function officer(id: string, agency = AGENCY): Actor {
  return { kind: 'officer', id, agency };
}

/** The bytes of a document after so many signatures: each revision has a hash of its own. */
export function fileAfter(signatures: number) {
  return { revision: signatures, versionId: `v${String(signatures)}`, sha256: bytes(String(signatures)), sizeBytes: 1000 + signatures };
}

/** The result of the first step, for the head to sign and the agency to seal. */
export function draft(documentId: string, more: { readonly stepId?: string; readonly signers?: Extract<Wish, { type: 'draft-document' }>['signers']; readonly agency?: string } = {}): Wish {
  const { stepId = 'appraise', signers = [{ capacity: 'officer', officer: 'head' }, { capacity: 'agency' }], agency = AGENCY } = more;
  return { type: 'draft-document', by: officer('drafter', agency), stepId, documentId, template: { id: 'report', version: 1 }, language: 'vi', notation: '12/BC', places: [], signers, file: fileAfter(0) };
}

export function sign(who: string, documentId: string, { seen = who === 'clerk' ? 1 : 0, agency = AGENCY } = {}): Wish {
  return { type: 'sign-document', by: officer(who, agency), documentId, seen: fileAfter(seen).sha256, file: fileAfter(seen + 1), level: 'B-T' };
}

export function refuse(who: string, documentId: string, reasons: readonly string[] = ['Sai căn cứ']): Wish {
  return { type: 'refuse-signing', by: officer(who), documentId, reasons };
}

export function delegate(documentId: string, to = 'deputy', from = 'head'): Wish {
  return { type: 'delegate-signing', by: officer(from), documentId, officer: to };
}
