import type { SignDocument } from '#domain/documents/commands';
import type { Document, DocumentSignerLine } from '#domain/documents/document';
import { findDocument, requireTurn } from '#domain/documents/find-document';
import { signingDates } from '#domain/documents/signing-clock';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Actor } from '#domain/dossiers/parts';
import { requireStatus, ruleBroken } from '#domain/dossiers/violations';
import { DomainError } from '#domain/kernel/domain-error';

const WORKING = ['in-progress', 'awaiting-payment', 'awaiting-supplement'] as const;
const ENDED = { vi: 'Hồ sơ không còn văn bản chờ ký.', en: 'Nothing of this dossier waits for a signature any more.' };

/** The next signature of a document; with the last one it is issued. */
export function signDocument(dossier: Dossier | undefined, command: SignDocument, context: DecisionContext): DossierEvent[] {
  const { document, index, signer } = requireMaySign(dossier, command);
  const { id: documentId, agency, signers } = document;
  const { file, level } = command;
  const isLast = index === signers.length - 1;
  const asHead = signer.capacity === 'officer' && signer.officer === undefined ? { officer: command.by.id } : {};
  return [
    { type: 'DocumentSigned', documentId, signer: index, ...asHead, file: { ...file }, level, ...(isLast ? {} : { next: signingDates(agency, context) }) },
    ...(isLast ? [{ type: 'DocumentIssued' as const, documentId }] : []),
  ];
}

export interface Signing {
  readonly document: Document;
  readonly index: number;
  readonly signer: DocumentSignerLine;
}

/** May this actor sign now what he has seen? Asked before the key is touched, and again when the signature is recorded. */
export function requireMaySign(dossier: Dossier | undefined, { documentId, by, seen }: Pick<SignDocument, 'documentId' | 'by' | 'seen'>): Signing {
  const signing = requireOwnTurn(dossier, { documentId, by });
  if (signing.document.file.sha256 === seen) return signing;
  throw new DomainError({
    kind: 'conflict',
    code: 'document-changed',
    mend: { vi: 'Văn bản đã khác bản Anh/Chị xem. Hãy xem lại bản hiện hành rồi ký.', en: 'The document is no longer the one you saw. Read its present bytes, then sign those.' },
    fields: [{ pointer: '/sha256', problem: 'not the present revision' }],
  });
}

/** @throws DomainError `not-the-signer`, or `signature-out-of-order` for one whose turn comes later */
export function requireOwnTurn(dossier: Dossier | undefined, { documentId, by }: Pick<SignDocument, 'documentId' | 'by'>): Signing {
  const document = findDocument(requireStatus(dossier, WORKING, ENDED), documentId);
  const { index, signer } = requireTurn(document);
  if (isSigner(signer, by)) return { document, index, signer };
  if (document.signers.some((each) => each.state === 'waiting' && isSigner(each, by))) {
    throw ruleBroken('signature-out-of-order', {
      vi: 'Chưa đến lượt: người có thẩm quyền ký trước, cơ quan ký sau (Nghị định 30/2020/NĐ-CP).',
      en: 'It is not your turn yet: the competent person signs first, then the agency (Decree 30/2020/NĐ-CP).',
    });
  }
  throw new DomainError({
    kind: 'forbidden',
    code: 'not-the-signer',
    mend: { vi: 'Văn bản không chờ chữ ký của Anh/Chị.', en: 'The document does not wait for your signature; its signers are named in it.' },
  });
}

/** A person signs in person. Where nobody is named the agency's head signs, or for the agency its clerk; the policies say who is one. */
function isSigner({ agency, officer }: DocumentSignerLine, by: Actor): boolean {
  return by.kind === 'officer' && by.agency === agency && (officer === undefined || officer === by.id);
}
