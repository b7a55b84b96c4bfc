/** Who acts, as the verified token or signature says. `id` is the token's subject or the client's id, never a name. */
export interface Principal {
  readonly kind: 'citizen' | 'officer' | 'agency-system' | 'administrator' | 'partner' | 'auditor';
  readonly id: string;
  /** The agency an officer or an agency's system speaks for. */
  readonly agency?: string;
  readonly roles: readonly string[];
  /** A citizen's personal identification number, where the provider of identities proved it. */
  readonly identityNumber?: string;
}

/** Everything that can be asked for at a door of the cell. */
export type Action =
  | 'ReadDossier'
  | 'ReadHistory'
  | 'ReadApplication'
  | 'ReadPaper'
  | 'ReadReadings'
  | 'ReadForm'
  | 'ReadControlSheet'
  | 'ReadRegister'
  | 'PreviewTemplate'
  | 'CreateDossier'
  | 'GrantUpload'
  | 'DigitisePapers'
  | 'Submit'
  | 'Supplement'
  | 'Withdraw'
  | 'Accept'
  | 'RequestSupplement'
  | 'Refuse'
  | 'HandOver'
  | 'ReadStep'
  | 'AnswerStep'
  | 'AskAgain'
  | 'NotifyObligation'
  | 'DraftDocument'
  | 'SignDocument'
  | 'SealDocument'
  | 'SignAsHead'
  | 'ReadDocumentContent'
  | 'RequestOpinions'
  | 'GiveOpinion'
  | 'Apologise'
  | 'Suspend'
  | 'AcknowledgeLateness'
  | 'AssignStep'
  | 'PublishProcedure'
  | 'RegisterAgency'
  | 'KeepSigningIdentity'
  | 'ReadSigningIdentity'
  | 'Rehydrate'
  | 'RebuildFigures'
  | 'ReadCalendarProposal'
  | 'ProposeCalendar'
  | 'ApproveCalendar'
  | 'ReadInbox'
  | 'ReadOwnWork'
  | 'ReadAgencyScoreboard'
  | 'ReadPlaceScoreboard'
  | 'ListOwned'
  | 'ListHoldings'
  | 'ReadSubscription'
  | 'ManageSubscription'
  | 'ConnectPortal'
  | 'ReadFeed'
  | 'HandInBulk'
  | 'ExportOwned'
  | 'ExportAgency'
  | 'ExportDossier'
  | 'RegisterClient'
  | 'ListClients'
  | 'ReadClient'
  | 'ChangeClient'
  | 'ManageClientKeys';

/** What the policies may look at. A request about the register or the cell itself has no attributes; one about an inbox names the agency. */
export interface ResourceAttributes {
  /** Subject of whoever the dossier belongs to. */
  readonly owner?: string;
  readonly receivingAgency?: string;
  /** Agencies that have or had a step. */
  readonly stepAgencies?: readonly string[];
  /** Agencies whose opinion was asked. */
  readonly consultedAgencies?: readonly string[];
  /** Agencies that were told of a lateness, in the epochs that run now. */
  readonly toldAgencies?: readonly string[];
  /** Who owes the one step that the action is about. */
  readonly stepAgency?: string;
  /** Which agency wrote the one document that the action is about, and whether it is issued. */
  readonly documentAgency?: string;
  readonly documentIssued?: boolean;
  readonly agency?: string;
  /** The province or ministry whose figures are asked for. */
  readonly place?: string;
  /** Whose events a subscription or a feed tells of. */
  readonly audience?: { readonly kind: string; readonly id?: string };
  /** The id of a registered client of the API. */
  readonly client?: string;
}

export interface AccessRequest {
  readonly principal: Principal;
  readonly action: Action;
  readonly resource: ResourceAttributes | undefined;
}

/** Says yes or no from data (D10); whatever no policy permits is denied, and so is whatever cannot be judged. */
export interface Authoriser {
  authorise(request: AccessRequest): boolean;
}
