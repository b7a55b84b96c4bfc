import { moveDocument } from '#domain/documents/move-document';
import type { Command } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { acknowledgeLateness } from '#domain/dossiers/moves/acknowledge-lateness';
import { accept } from '#domain/dossiers/moves/accept';
import { advance } from '#domain/dossiers/moves/advance';
import { answerStep } from '#domain/dossiers/moves/answer-step';
import { askAgain } from '#domain/dossiers/moves/ask-again';
import { assignStep } from '#domain/dossiers/moves/assign-step';
import { giveOpinion, requestOpinions } from '#domain/dossiers/moves/consult';
import { create } from '#domain/dossiers/moves/create';
import { digitisePapers } from '#domain/dossiers/moves/digitise-papers';
import { grantPapers } from '#domain/dossiers/moves/grant-papers';
import { handOver } from '#domain/dossiers/moves/hand-over';
import { liftSuspension } from '#domain/dossiers/moves/lift-suspension';
import { notifyObligation } from '#domain/dossiers/moves/notify-obligation';
import { reappoint } from '#domain/dossiers/moves/reappoint';
import { recordPaperCheck } from '#domain/dossiers/moves/record-paper-check';
import { recordBundle } from '#domain/dossiers/moves/record-bundle';
import { recount } from '#domain/dossiers/moves/recount';
import { refuse } from '#domain/dossiers/moves/refuse';
import { requestSupplement } from '#domain/dossiers/moves/request-supplement';
import { submit } from '#domain/dossiers/moves/submit';
import { supplement } from '#domain/dossiers/moves/supplement';
import { suspend } from '#domain/dossiers/moves/suspend';
import { withdraw } from '#domain/dossiers/moves/withdraw';

/**
 * The one place where a dossier is moved (D2): what happens when `command` is asked of `dossier` now.
 * Returns the events in order (none: nothing to do); throws `DomainError` when the law, the procedure or the state forbids it.
 */
export function decide(dossier: Dossier | undefined, command: Command, context: DecisionContext): DossierEvent[] {
  switch (command.type) {
    case 'create':
      return create(dossier, command, context);
    case 'grant-papers':
      return grantPapers(dossier, command, context);
    case 'record-paper-check':
      return recordPaperCheck(dossier, command, context);
    case 'digitise-papers':
      return digitisePapers(dossier, command);
    case 'submit':
      return submit(dossier, command, context);
    case 'accept':
      return accept(dossier, context);
    case 'request-supplement':
      return requestSupplement(dossier, command, context);
    case 'supplement':
      return supplement(dossier, command, context);
    case 'refuse':
      return refuse(dossier, command);
    case 'answer-step':
      return answerStep(dossier, command, context);
    case 'ask-again':
      return askAgain(dossier, command);
    case 'notify-obligation':
      return notifyObligation(dossier, command);
    case 'request-opinions':
      return requestOpinions(dossier, command, context);
    case 'give-opinion':
      return giveOpinion(dossier, command, context);
    case 'withdraw':
      return withdraw(dossier, command, context);
    case 'hand-over':
      return handOver(dossier, command);
    case 'reappoint':
      return reappoint(dossier, command, context);
    case 'suspend':
      return suspend(dossier, command, context);
    case 'lift-suspension':
      return liftSuspension(dossier, command, context);
    case 'assign-step':
      return assignStep(dossier, command, context);
    case 'acknowledge-lateness':
      return acknowledgeLateness(dossier, command);
    case 'record-bundle':
      return recordBundle(dossier, command);
    case 'recount':
      return recount(dossier, command, context);
    case 'draft-apology':
    case 'draft-document':
    case 'sign-document':
    case 'refuse-signing':
    case 'delegate-signing':
      return moveDocument(dossier, command, context);
    case 'advance':
      return dossier === undefined ? [] : advance(dossier, context);
  }
}
