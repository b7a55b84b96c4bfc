import { turnOf, type Document, type DocumentSignerLine } from '#domain/documents/document';
import type { Dossier } from '#domain/dossiers/dossier';
import { ownEntry } from '#domain/dossiers/own-entry';
import { DomainError } from '#domain/kernel/domain-error';

/** @throws DomainError `document-not-found` */
export function findDocument({ documents }: Pick<Dossier, 'documents'>, documentId: string): Document {
  const found = ownEntry(documents, documentId);
  if (found !== undefined) return found;
  throw new DomainError({
    kind: 'not-found',
    code: 'document-not-found',
    mend: { vi: 'Hồ sơ không có văn bản này.', en: 'The dossier has no such document; list its documents for their ids.' },
  });
}

/** @throws DomainError `document-not-in-signing` when nobody's signature is awaited any more */
export function requireTurn(document: Document): { readonly index: number; readonly signer: DocumentSignerLine } {
  const turn = turnOf(document);
  if (turn !== undefined) return turn;
  throw new DomainError({
    kind: 'forbidden-by-state',
    code: 'document-not-in-signing',
    mend: { vi: `Văn bản đang ở trạng thái "${document.state}", không chờ ký.`, en: `The document is "${document.state}" and waits for no signature; read it to see how it ended.` },
  });
}
