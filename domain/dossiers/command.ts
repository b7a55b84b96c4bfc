import type { DocumentCommand } from '#domain/documents/commands';
import type { Confirmation, Digitisation } from '#domain/dossiers/paper-parts';
import type { Actor, Application, Paper, PaperCheck } from '#domain/dossiers/parts';
import type { CutInParts } from '#domain/dossiers/upload-in-parts';
import type { Bundle } from '#domain/keeping/bundle';
import type { Holding } from '#domain/holdings/holding';
import type { Place } from '#domain/agencies/agency';
import type { ChangedDay } from '#domain/deadlines/calendar-changes';
import type { Channel, Choices, Term } from '#domain/procedures/procedure';

interface By {
  readonly by: Actor;
}

/** A paper's bytes as the server found them in quarantine (D11): the server's hash is the truth. */
export interface FoundPaper {
  readonly paperId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly objectVersion: string;
}

export interface PaperToGrant extends Pick<Paper, 'id' | 'slot' | 'fileName' | 'contentType' | 'sizeBytes' | 'sha256'> {
  /** How a paper too large for one form is cut. */
  readonly inParts?: CutInParts | undefined;
}

export interface CreateDossier extends By {
  readonly type: 'create';
  readonly id: string;
  readonly choices: Choices;
  readonly channel: Channel;
  readonly place: Place;
  readonly ownerId: string;
  readonly receivingAgency: string;
  readonly application: Application;
}
/** One paper to be taken from the owner's electronic store instead of being uploaded. */
export interface PaperToReuse {
  readonly id: string;
  readonly slot: string;
  readonly consent: boolean;
  /** What was found in the store of whoever asks, under an id and a type the slot takes. */
  readonly held: Holding | undefined;
  /** Its copy among this dossier's papers. */
  readonly vaultVersion: string;
}
export interface GrantPapers extends By {
  readonly type: 'grant-papers';
  readonly papers: readonly PaperToGrant[];
  readonly reused?: readonly PaperToReuse[];
}
/** One paper of a scan batch, as the officer counted it. */
export interface Scan extends Pick<Digitisation, 'condition' | 'sheets' | 'pages'> {
  readonly paperId: string;
}
/** The desk has scanned what was brought on paper and answers for the likeness; the scans stand in the order of the papers. */
export interface DigitisePapers extends By {
  readonly type: 'digitise-papers';
  readonly scans: readonly Scan[];
  readonly confirmation: Confirmation;
}
/** What was found when a paper's bytes were looked into, and where they now lie. */
export interface CheckedPaper {
  readonly paperId: string;
  readonly check: PaperCheck;
  /** The version that was looked at. */
  readonly objectVersion: string;
  /** Of an accepted one: its copy in the vault. */
  readonly vaultVersion?: string | undefined;
}
export interface RecordPaperCheck extends By {
  readonly type: 'record-paper-check';
  readonly checked: readonly CheckedPaper[];
}
export interface SubmitDossier extends By {
  readonly type: 'submit';
  readonly code: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly found: readonly FoundPaper[];
}
interface AcceptDossier extends By {
  readonly type: 'accept';
}
export interface RequestSupplement extends By {
  readonly type: 'request-supplement';
  readonly items: readonly string[];
  readonly reasons: readonly string[];
}
export interface SupplementDossier extends By {
  readonly type: 'supplement';
  readonly found: readonly FoundPaper[];
  readonly note?: string | undefined;
}
export interface RefuseDossier extends By {
  readonly type: 'refuse';
  readonly reasons: readonly string[];
}
export interface AnswerStep extends By {
  readonly type: 'answer-step';
  readonly stepId: string;
  readonly outcome: 'result' | 'return-for-supplement' | 'cannot';
  readonly reasons: readonly string[];
  /** What the applicant must bring, when the outcome is a return. */
  readonly items: readonly string[];
  readonly resultReference?: string | undefined;
  /** The issued document of the result; found by itself when it is not named. */
  readonly documentId?: string | undefined;
}
/** The data of a step is incoherent: its agency asks for it again. */
export interface AskAgain extends By {
  readonly type: 'ask-again';
  readonly stepId: string;
  readonly reason: string;
  /** RFC 6901 pointers into the step as it was read: what does not fit together. */
  readonly fields: readonly string[];
}
export interface NotifyObligation extends By {
  readonly type: 'notify-obligation';
  readonly stepId: string;
  readonly amountDong: number;
  readonly reference: string;
}
export interface RequestOpinions extends By {
  readonly type: 'request-opinions';
  readonly stepId: string;
  readonly consultationId: string;
  readonly question?: string | undefined;
}
export interface GiveOpinion extends By {
  readonly type: 'give-opinion';
  readonly consultationId: string;
  readonly agency: string;
  readonly verdict: 'agree' | 'disagree';
  readonly text?: string | undefined;
}
export interface Withdraw extends By {
  readonly type: 'withdraw';
  readonly reason: string;
}
export interface HandOver extends By {
  readonly type: 'hand-over';
  readonly method: 'online' | 'desk' | 'post';
}
/** The agency apologises and gives one new appointment (form 04): so much time after the missed one. */
export interface Reappoint extends By {
  readonly type: 'reappoint';
  readonly reason: string;
  readonly extension: Term;
}
/** A paper with the force of law stops the settlement, e.g. of a court. */
export interface Suspend extends By {
  readonly type: 'suspend';
  readonly reason: string;
  /** The article that orders the stop. */
  readonly cites: string;
  /** Number and date of the paper. */
  readonly reference: string;
}
export interface LiftSuspension extends By {
  readonly type: 'lift-suspension';
  readonly reason: string;
}
/** Another agency, or a named officer, takes a step over; its clock runs on. */
export interface AssignStep extends By {
  readonly type: 'assign-step';
  readonly stepId: string;
  readonly agency: string;
  readonly officer?: string | undefined;
  readonly reason: string;
}
/** Somebody who was told of a lateness takes note of it. */
export interface AcknowledgeLateness extends By {
  readonly type: 'acknowledge-lateness';
  /** Absent for the lateness of the reception. */
  readonly stepId?: string | undefined;
  readonly rung: string;
  readonly agency: string;
  readonly roles: readonly string[];
}
/** A new edition of the calendar is in force: are the dates still right? */
export interface Recount extends By {
  readonly type: 'recount';
  readonly changedDays: readonly ChangedDay[];
}
/** The papers of an ended dossier lie in one bundle now. */
export interface RecordBundle extends By {
  readonly type: 'record-bundle';
  readonly bundle: Bundle;
}
/** The machine asks: what is due now? */
interface Advance extends By {
  readonly type: 'advance';
}

/** Everything that can be asked of a dossier. */
export type Command =
  | CreateDossier
  | GrantPapers
  | RecordPaperCheck
  | DigitisePapers
  | SubmitDossier
  | AcceptDossier
  | RequestSupplement
  | SupplementDossier
  | RefuseDossier
  | AnswerStep
  | AskAgain
  | NotifyObligation
  | RequestOpinions
  | GiveOpinion
  | Withdraw
  | HandOver
  | Reappoint
  | Suspend
  | LiftSuspension
  | AssignStep
  | AcknowledgeLateness
  | Recount
  | RecordBundle
  | DocumentCommand
  | Advance;
