import type { DocumentCommand } from '#domain/documents/commands';
import { draftApology } from '#domain/documents/moves/draft-apology';
import { draftDocument } from '#domain/documents/moves/draft-document';
import { delegateSigning, refuseSigning } from '#domain/documents/moves/pass-on-signing';
import { signDocument } from '#domain/documents/moves/sign-document';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';

/** What happens to a document of a dossier when `command` is asked of it now. */
export function moveDocument(dossier: Dossier | undefined, command: DocumentCommand, context: DecisionContext): DossierEvent[] {
  switch (command.type) {
    case 'draft-apology':
      return draftApology(dossier, command, context);
    case 'draft-document':
      return draftDocument(dossier, command, context);
    case 'sign-document':
      return signDocument(dossier, command, context);
    case 'refuse-signing':
      return refuseSigning(dossier, command);
    case 'delegate-signing':
      return delegateSigning(dossier, command);
  }
}
