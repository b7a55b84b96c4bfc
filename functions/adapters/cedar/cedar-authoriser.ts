import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { placeOf } from '#domain/agencies/place-of';
import { storesOf } from '#domain/holdings/store-owner';
import type { AccessRequest, Action, Authoriser, Principal, ResourceAttributes } from '#domain/kernel/authoriser';
import { policyText } from '#functions/adapters/cedar/policy-text';

const POLICIES = 'mot-cua';

/** Judges by the Cedar policies beside this file (D10). They are parsed once, when the function starts. */
export function createCedarAuthoriser(): Authoriser {
  const parsed = preparsePolicySet(POLICIES, { staticPolicies: policyText });
  if (parsed.type === 'failure') throw new Error(`The policies do not parse: ${parsed.errors.map((error) => error.message).join('; ')}`);
  // The engine compiles itself in its first judgement: 40 ms that belong to the start, not to the first caller.
  authorise({ principal: { kind: 'citizen', id: 'nobody', roles: [] }, action: 'ReadDossier', resource: undefined });
  return { authorise };
}

function authorise({ principal, action, resource }: AccessRequest): boolean {
  const who = principalEntity(principal);
  const what: EntityJson = { uid: { type: RESOURCE_TYPE[action], id: 'asked-for' }, attrs: resourceAttributes(resource ?? {}), parents: [] };
  const answer = statefulIsAuthorized({
    principal: who.uid,
    action: { type: 'Action', id: action },
    resource: what.uid,
    context: {},
    preparsedPolicySetId: POLICIES,
    entities: [who, what],
  });
  // A request that cannot be judged is answered like one that is denied; so is a policy that cannot be applied.
  return answer.type === 'success' && answer.response.decision === 'allow';
}

const PRINCIPAL_TYPE: Readonly<Record<Principal['kind'], string>> = {
  citizen: 'Citizen',
  partner: 'Partner',
  officer: 'Officer',
  'agency-system': 'AgencySystem',
  administrator: 'Administrator',
  auditor: 'Auditor',
};

function principalEntity({ kind, id, agency, roles, identityNumber }: Principal): EntityJson {
  const attrs = { subject: id, stores: [...storesOf({ id, ...(identityNumber !== undefined && { identityNumber }) })], roles: [...roles], ...(agency === undefined ? {} : { agency, place: placeOf(agency) }) };
  return { uid: { type: PRINCIPAL_TYPE[kind], id }, attrs, parents: [] };
}

/** What an action is done to, as in `schema.cedarschema`. */
const RESOURCE_TYPE: Readonly<Record<Action, 'Dossier' | 'Step' | 'DossierDocument' | 'AgencyMatter' | 'PlaceMatter' | 'OwnedDossiers' | 'ClientRecord' | 'AudienceMatter' | 'Cell'>> = {
  ReadDossier: 'Dossier',
  ReadHistory: 'Dossier',
  ReadPaper: 'Dossier',
  ReadReadings: 'Dossier',
  ReadApplication: 'Dossier',
  ReadForm: 'Dossier',
  ReadControlSheet: 'Dossier',
  ReadRegister: 'AgencyMatter',
  PreviewTemplate: 'Cell',
  CreateDossier: 'Dossier',
  GrantUpload: 'Dossier',
  DigitisePapers: 'Dossier',
  Submit: 'Dossier',
  Supplement: 'Dossier',
  Withdraw: 'Dossier',
  Accept: 'Dossier',
  RequestSupplement: 'Dossier',
  Refuse: 'Dossier',
  HandOver: 'Dossier',
  GiveOpinion: 'Dossier',
  Apologise: 'Dossier',
  Suspend: 'Dossier',
  AcknowledgeLateness: 'Dossier',
  ReadStep: 'Step',
  AnswerStep: 'Step',
  AskAgain: 'Step',
  NotifyObligation: 'Step',
  DraftDocument: 'Step',
  SignDocument: 'DossierDocument',
  SealDocument: 'DossierDocument',
  SignAsHead: 'DossierDocument',
  ReadDocumentContent: 'DossierDocument',
  RequestOpinions: 'Step',
  AssignStep: 'Step',
  ReadInbox: 'AgencyMatter',
  ReadOwnWork: 'AgencyMatter',
  KeepSigningIdentity: 'AgencyMatter',
  ReadSigningIdentity: 'AgencyMatter',
  ReadAgencyScoreboard: 'AgencyMatter',
  ReadPlaceScoreboard: 'PlaceMatter',
  ListOwned: 'OwnedDossiers',
  ListHoldings: 'OwnedDossiers',
  HandInBulk: 'OwnedDossiers',
  ExportOwned: 'OwnedDossiers',
  ExportAgency: 'AgencyMatter',
  ExportDossier: 'Dossier',
  PublishProcedure: 'Cell',
  RegisterAgency: 'Cell',
  Rehydrate: 'Cell',
  RebuildFigures: 'Cell',
  ReadCalendarProposal: 'Cell',
  ProposeCalendar: 'Cell',
  ApproveCalendar: 'Cell',
  ReadSubscription: 'AudienceMatter',
  ManageSubscription: 'AudienceMatter',
  ConnectPortal: 'AudienceMatter',
  ReadFeed: 'AudienceMatter',
  RegisterClient: 'Cell',
  ListClients: 'Cell',
  ReadClient: 'ClientRecord',
  ChangeClient: 'ClientRecord',
  ManageClientKeys: 'ClientRecord',
};

function resourceAttributes({ stepAgencies = [], consultedAgencies = [], toldAgencies = [], audience, ...words }: ResourceAttributes): EntityJson['attrs'] {
  return {
    ...words,
    ...(audience === undefined ? {} : { audience: audience.kind, audienceId: audience.id ?? '' }),
    stepAgencies: [...stepAgencies],
    consultedAgencies: [...consultedAgencies],
    toldAgencies: [...toldAgencies],
  };
}
