import type { Document, DocumentSignerLine } from '#domain/documents/document';
import type { Dossier } from '#domain/dossiers/dossier';
import type { EventOf } from '#domain/dossiers/event';

type LaterEvent = EventOf<
  'DocumentSigned' | 'DocumentSigningRefused' | 'DocumentSigningDelegated' | 'DocumentSigningReminded' | 'DocumentSigningLate' | 'DocumentIssued' | 'DocumentWithdrawn'
>;

/** Documents from draft to issue; every change bumps the document's revision. */
export function foldDocument(dossier: Dossier, event: EventOf<'DocumentDrafted'> | LaterEvent, at: string): Dossier | undefined {
  if (event.type === 'DocumentDrafted') return { ...dossier, documents: { ...dossier.documents, [event.document.id]: event.document } };
  const before = dossier.documents[event.documentId];
  if (before === undefined) return undefined;
  const after = { ...changed(before, event, at), revision: before.revision + 1 };
  return { ...dossier, documents: { ...dossier.documents, [before.id]: after } };
}

function changed(document: Document, event: LaterEvent, at: string): Document {
  switch (event.type) {
    case 'DocumentSigned':
      return signed(document, event, at);
    case 'DocumentSigningRefused':
      return { ...withSigner(document, event.signer, (signer) => ({ ...signer, state: 'refused' })), state: 'refused', reasons: event.reasons };
    case 'DocumentSigningDelegated':
      return withSigner(document, event.signer, (signer) => ({ ...signer, officer: event.to, delegations: [...signer.delegations, { from: event.from, to: event.to, at }] }));
    case 'DocumentSigningReminded':
      return { ...document, remindedAt: at };
    case 'DocumentSigningLate':
      return { ...document, lateAt: at };
    case 'DocumentIssued':
      return { ...document, state: 'issued', issuedAt: at };
    case 'DocumentWithdrawn':
      return { ...document, state: 'withdrawn' };
  }
}

/** The next signer is reminded and late by dates of their own. */
function signed(document: Document, { signer, officer, file, level, next }: EventOf<'DocumentSigned'>, at: string): Document {
  const after = withSigner({ ...document, file }, signer, (each) => ({ ...each, ...(officer !== undefined && { officer }), state: 'signed', signedAt: at, level }));
  if (next === undefined) return after;
  const { remindedAt: _reminded, lateAt: _late, ...anew } = after;
  return { ...anew, ...next };
}

function withSigner(document: Document, index: number, change: (signer: DocumentSignerLine) => DocumentSignerLine): Document {
  return { ...document, signers: document.signers.map((each, position) => (position === index ? change(each) : each)) };
}
