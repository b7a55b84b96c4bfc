/** Who acts, as the verified token says. `id` is the token's subject, never a name. */
export interface Principal {
  readonly kind: 'citizen' | 'officer' | 'agency-system' | 'administrator' | 'partner';
  readonly id: string;
  /** The agency an officer or an agency's system speaks for. */
  readonly agency?: string;
  readonly roles: readonly string[];
}

/** Everything that can be asked for at a door of the cell. */
export type Action =
  | 'ReadDossier'
  | 'ReadHistory'
  | 'ReadApplication'
  | 'CreateDossier'
  | 'GrantUpload'
  | 'Submit'
  | 'Supplement'
  | 'Withdraw'
  | 'Accept'
  | 'RequestSupplement'
  | 'Refuse'
  | 'HandOver'
  | 'ReadStep'
  | 'AnswerStep'
  | 'NotifyObligation'
  | 'RequestOpinions'
  | 'GiveOpinion'
  | 'PublishProcedure'
  | 'RegisterAgency'
  | 'RegisterEndpoint'
  | 'Rehydrate'
  | 'ReadInbox'
  | 'ListOwned';

/** A dossier as the policies see it: whose it is and which agencies have to do with it. */
export interface DossierResource {
  readonly type: 'Dossier';
  readonly id: string;
  readonly owner: string;
  readonly receivingAgency: string;
  readonly stepAgencies: readonly string[];
  readonly consultedAgencies: readonly string[];
}

/** One step of a dossier; `stepAgency` is the one that owes it. */
export interface StepResource extends Omit<DossierResource, 'type'> {
  readonly type: 'Step';
  readonly stepAgency: string;
}

export type Resource =
  | DossierResource
  | StepResource
  /** The inbox of an agency, or its endpoints. */
  | { readonly type: 'Inbox' | 'Endpoints'; readonly agency: string }
  | { readonly type: 'OwnedDossiers'; readonly owner: string }
  /** The register of procedures and agencies, and the cell's own operations. */
  | { readonly type: 'Register' | 'Operations' };

export interface AccessRequest {
  readonly principal: Principal;
  readonly action: Action;
  readonly resource: Resource;
}

/** Says yes or no from data (D10); whatever no policy permits is denied, and so is whatever cannot be judged. */
export interface Authoriser {
  authorise(request: AccessRequest): boolean;
}
