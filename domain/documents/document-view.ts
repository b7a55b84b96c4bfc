import * as z from 'zod';
import { document, type Document } from '#domain/documents/document';
import { movedDossier, movedView } from '#domain/dossiers/moved-view';
import type { Dossier } from '#domain/dossiers/dossier';
import { findDocument } from '#domain/documents/find-document';

const { file, ...shown } = document.pick({
  id: true, kind: true, resultType: true, stepId: true, agency: true, template: true, language: true, notation: true, signers: true, state: true,
  revision: true, file: true, draftedAt: true, remindAt: true, dueAt: true, remindedAt: true, lateAt: true, issuedAt: true, reasons: true,
}).shape;

/** A document as the API shows it: who signs, how far it is, and the hash of its present bytes. What it says is its content. */
export const shownDocument = z
  .object({
    ...shown,
    sha256: file.shape.sha256.meta({ description: 'Of the present bytes; whoever signs names it, so that nobody signs what he has not seen.' }),
    sizeBytes: file.shape.sizeBytes.max(1e9),
  })
  .strict()
  .meta({ id: 'Document', description: 'A document an agency writes in a dossier, from its draft to its issue.' });

/** Where the dossier stands, and the document that was moved in it. */
export const movedDocument = movedDossier.extend({ document: shownDocument }).strict().meta({ id: 'MovedDocument', description: 'The document after the move, and where its dossier stands.' });

export function documentView({ file: { sha256, sizeBytes }, places: _places, ...rest }: Document): z.infer<typeof shownDocument> {
  return { ...rest, sha256, sizeBytes };
}

export function movedDocumentView(dossier: Dossier, documentId: string): z.infer<typeof movedDocument> {
  return { ...movedView(dossier), document: documentView(findDocument(dossier, documentId)) };
}
