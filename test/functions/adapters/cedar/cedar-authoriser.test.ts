import { describe, expect, it } from '@jest/globals';
import { dossierResource } from '#domain/dossiers/resource';
import type { Action, Principal, ResourceAttributes } from '#domain/kernel/authoriser';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { anInProgress } from '#test/support/builders/dossier-builders';
import { aConsultation, aStep, aWatch, byId } from '#test/support/builders/part-builders';

const authoriser = createCedarAuthoriser();

const READS = ['ReadDossier', 'ReadHistory', 'ReadApplication'] as const;
const HAND_IN = ['CreateDossier', 'GrantUpload', 'Submit', 'Supplement', 'Withdraw'] as const;
const DESK = ['Accept', 'RequestSupplement', 'Refuse', 'HandOver'] as const;
const STEP = ['AnswerStep', 'AskAgain', 'NotifyObligation', 'RequestOpinions'] as const;
const LATENESS = ['Apologise', 'Suspend'] as const;
const ON_DOSSIER: readonly Action[] = [...READS, ...HAND_IN, ...DESK, 'ReadStep', ...STEP, 'GiveOpinion', ...LATENESS, 'AssignStep', 'AcknowledgeLateness'];
const ON_CELL = ['PublishProcedure', 'RegisterAgency', 'Rehydrate', 'RebuildFigures', 'ReadCalendarProposal', 'ProposeCalendar', 'ApproveCalendar'] as const;

const [DESK_AGENCY, STEP_AGENCY, OTHER_STEP_AGENCY, CONSULTED, STRANGER] = ['H26.001.02', 'H26.010', 'H26.011', 'H26.014', 'H26.099'] as const;
const dossier = anInProgress({
  ownerId: 'sub-owner',
  receivingAgency: DESK_AGENCY,
  steps: byId(aStep({ id: 'asked-about', agency: STEP_AGENCY }), aStep({ id: 'another', agency: OTHER_STEP_AGENCY })),
  consultations: byId(aConsultation({ opinions: { [CONSULTED]: { state: 'asked' } } })),
});
const resource = dossierResource(dossier, { stepId: 'asked-about' });

const citizen = (id: string): Principal => ({ kind: 'citizen', id, roles: [] });
const partner = (id: string): Principal => ({ kind: 'partner', id, roles: [] });
const officer = (agency: string, ...roles: string[]): Principal => ({ kind: 'officer', id: 'sub-officer', agency, roles });
const system = (agency: string): Principal => ({ kind: 'agency-system', id: 'client-1', agency, roles: [] });
const administrator: Principal = { kind: 'administrator', id: 'sub-admin', roles: ['desk', 'head'] };
const auditor: Principal = { kind: 'auditor', id: 'sub-auditor', roles: [] };

function allowed(principal: Principal, actions: readonly Action[], about: ResourceAttributes | 'nothing' = resource): Action[] {
  return actions.filter((action) => authoriser.authorise({ principal, action, resource: about === 'nothing' ? undefined : about }));
}

describe('with a dossier and one of its steps', () => {
  it.each<[string, Principal, readonly Action[]]>([
    ['its owner', citizen('sub-owner'), [...READS, ...HAND_IN]],
    ['another citizen', citizen('sub-other'), []],
    ['a partner it belongs to', partner('sub-owner'), [...READS, ...HAND_IN]],
    ['another partner', partner('sub-other'), []],
    ['an officer of the desk that receives it', officer(DESK_AGENCY, 'desk'), [...READS, ...HAND_IN, ...DESK, 'ReadStep', ...LATENESS]],
    ['the head of the one-stop that receives it', officer(DESK_AGENCY, 'desk', 'one-stop-head'), [...READS, ...HAND_IN, ...DESK, 'ReadStep', ...LATENESS, 'AssignStep']],
    ['an officer of that agency who is not at the desk', officer(DESK_AGENCY, 'head'), []],
    ['an officer of another desk', officer(STRANGER, 'desk'), []],
    ['an officer of the step\'s agency', officer(STEP_AGENCY), [...READS, 'ReadStep', ...STEP, ...LATENESS]],
    ['the head of the step\'s agency', officer(STEP_AGENCY, 'head-of-agency'), [...READS, 'ReadStep', ...STEP, ...LATENESS, 'AssignStep']],
    ['the head of a unit of the step\'s agency', officer(STEP_AGENCY, 'head-of-unit'), [...READS, 'ReadStep', ...STEP, ...LATENESS, 'AssignStep']],
    ['a desk officer of the step\'s agency', officer(STEP_AGENCY, 'desk'), [...READS, 'ReadStep', ...STEP, ...LATENESS]],
    ['the system of the step\'s agency', system(STEP_AGENCY), [...READS, 'ReadStep', ...STEP, ...LATENESS]],
    ['an officer of an agency with another step', officer(OTHER_STEP_AGENCY), [...READS, ...LATENESS]],
    ['the system of an agency with another step', system(OTHER_STEP_AGENCY), [...READS, ...LATENESS]],
    ['an officer of an agency whose opinion was asked', officer(CONSULTED), ['ReadDossier', 'GiveOpinion']],
    ['the system of an agency whose opinion was asked', system(CONSULTED), ['ReadDossier', 'GiveOpinion']],
    ['the system of the receiving agency', system(DESK_AGENCY), []],
    ['the system of an agency that has nothing to do with it', system(STRANGER), []],
    ['an administrator, whatever else the token says', administrator, []],
    ['an auditor', auditor, ['ReadDossier', 'ReadHistory']],
    ['an auditor who is its owner, of its desk and of its step by some accident', { ...auditor, id: 'sub-owner', agency: STEP_AGENCY, roles: ['desk', 'head-of-agency'] }, ['ReadDossier', 'ReadHistory']],
  ])('%s may do just this', (_who, principal, actions) => {
    expect(allowed(principal, ON_DOSSIER)).toEqual(actions);
  });

  it('an administrator who is its owner, by some accident, sees nothing either', () => {
    expect(allowed({ ...administrator, id: 'sub-owner', agency: STEP_AGENCY }, ON_DOSSIER)).toEqual([]);
  });

  it('a step that does not exist is nobody\'s', () => {
    const noStep = dossierResource(dossier, { stepId: 'no-such-step' });
    for (const principal of [officer(STEP_AGENCY), system(STEP_AGENCY), officer(DESK_AGENCY)]) expect(allowed(principal, ['ReadStep', ...STEP], noStep)).toEqual([]);
  });

  it('an officer whose token names no agency may do nothing', () => {
    const { agency: _agency, ...nowhere } = officer('', 'desk');
    expect(allowed(nowhere, ON_DOSSIER)).toEqual([]);
    expect(allowed(officer('', 'desk'), ON_DOSSIER)).toEqual([]);
  });

  it('who was told of a lateness sees the dossier and takes note, and nothing more', () => {
    const told = { rung: 'province', agency: 'H26', toldAt: '2026-11-30T10:00:00.000Z' };
    const late = dossierResource({ ...dossier, steps: byId(aStep({ agency: STEP_AGENCY, watch: aWatch({ ladder: [told] }) })) });
    expect(allowed(officer('H26', 'province-head'), ON_DOSSIER, late)).toEqual(['ReadDossier', 'AcknowledgeLateness']);
    expect(allowed(officer(STRANGER, 'province-head'), ON_DOSSIER, late)).toEqual([]);
  });

  it('an agency keeps sight of a dossier whose step it has answered', () => {
    const answered = dossierResource({ ...dossier, steps: byId(aStep({ agency: STEP_AGENCY, state: 'answered' })) });
    expect(allowed(system(STEP_AGENCY), READS, answered)).toEqual([...READS]);
  });
});

describe('starting a dossier', () => {
  const draft = { ...resource, stepAgencies: [], consultedAgencies: [] };

  it('is for the applicant, and for the desk that will receive it on behalf of somebody', () => {
    expect(allowed(citizen('sub-owner'), ['CreateDossier'], draft)).toHaveLength(1);
    expect(allowed(officer(DESK_AGENCY, 'desk'), ['CreateDossier'], draft)).toHaveLength(1);
  });

  it('is not for citizens in the name of others, other desks or systems', () => {
    for (const principal of [citizen('sub-other'), partner('sub-other'), officer(STRANGER, 'desk'), system(DESK_AGENCY)]) expect(allowed(principal, ['CreateDossier'], draft)).toEqual([]);
  });
});

describe('in the cell', () => {
  const everybodyElse = [citizen('sub-owner'), partner('sub-owner'), officer(DESK_AGENCY, 'desk', 'head'), system(STEP_AGENCY)];

  it('the administrator alone publishes, registers and rehydrates', () => {
    expect(allowed(administrator, ON_CELL, 'nothing')).toEqual([...ON_CELL]);
    for (const principal of everybodyElse) expect(allowed(principal, ON_CELL, 'nothing')).toEqual([]);
  });

  it('subscriptions are kept by the system whose audience it is and by the administrator, and seen by the head of the agency', () => {
    const onAudience = ['ReadSubscription', 'ManageSubscription', 'ConnectPortal', 'ReadFeed'] as const;
    const agency = { audience: { kind: 'agency', id: STEP_AGENCY } };
    expect(allowed(system(STEP_AGENCY), onAudience, agency)).toEqual(['ReadSubscription', 'ManageSubscription', 'ReadFeed']);
    expect(allowed(officer(STEP_AGENCY, 'head-of-agency'), onAudience, agency)).toEqual(['ReadSubscription', 'ReadFeed']);
    expect(allowed(officer(STEP_AGENCY), onAudience, agency)).toEqual(['ReadFeed']);
    expect(allowed(administrator, onAudience, agency)).toEqual(['ReadSubscription', 'ManageSubscription']);
    expect(allowed(administrator, onAudience, { audience: { kind: 'cell' } })).toEqual([...onAudience]);
    expect(allowed(auditor, onAudience, agency)).toEqual(['ReadSubscription']);
    expect(allowed(auditor, onAudience, { audience: { kind: 'cell' } })).toEqual(['ReadSubscription', 'ReadFeed']);
    expect(allowed(partner('bank-1'), onAudience, { audience: { kind: 'partner', id: 'bank-1' } })).toEqual(['ReadSubscription', 'ManageSubscription', 'ReadFeed']);
    for (const principal of [system(STRANGER), officer(STRANGER, 'head-of-agency'), partner(STEP_AGENCY), citizen(STEP_AGENCY)]) expect(allowed(principal, onAudience, agency)).toEqual([]);
    for (const principal of [system(STEP_AGENCY), partner('bank-2'), officer(STEP_AGENCY, 'head-of-agency')]) {
      for (const audience of [{ kind: 'cell' }, { kind: 'partner', id: 'bank-1' }]) expect(allowed(principal, onAudience, { audience })).toEqual([]);
    }
  });

  it('signing identities are set by the administrator, and seen by an auditor and the officers of the agency', () => {
    const may = (principal: Principal) => allowed(principal, ['KeepSigningIdentity', 'ReadSigningIdentity'], { agency: STEP_AGENCY });
    expect(may(administrator)).toEqual(['KeepSigningIdentity', 'ReadSigningIdentity']);
    for (const principal of [auditor, officer(STEP_AGENCY)]) expect(may(principal)).toEqual(['ReadSigningIdentity']);
    for (const principal of [officer(STRANGER, 'head-of-agency'), system(STEP_AGENCY), citizen('sub-owner'), partner('sub-owner')]) expect(may(principal)).toEqual([]);
  });

  it('an inbox is for the officers and the system of its agency', () => {
    const inbox = { agency: STEP_AGENCY };
    for (const principal of [officer(STEP_AGENCY), system(STEP_AGENCY)]) expect(allowed(principal, ['ReadInbox'], inbox)).toHaveLength(1);
    for (const principal of [officer(STRANGER), system(STRANGER), citizen('sub-owner'), administrator]) expect(allowed(principal, ['ReadInbox'], inbox)).toEqual([]);
  });

  it('an officer\'s own work is for officers, who act for the agency of their token', () => {
    expect(allowed(officer(STEP_AGENCY), ['ReadOwnWork'], { agency: STEP_AGENCY })).toHaveLength(1);
    for (const principal of [officer(STRANGER), system(STEP_AGENCY), citizen('sub-owner'), administrator]) expect(allowed(principal, ['ReadOwnWork'], { agency: STEP_AGENCY })).toEqual([]);
  });

  it('the scoreboard of an agency is for its head, that of a place for the heads of its one-stops and of the place itself', () => {
    const boards = (principal: Principal) => [...allowed(principal, ['ReadAgencyScoreboard'], { agency: STEP_AGENCY }), ...allowed(principal, ['ReadPlaceScoreboard'], { place: 'H26' })];
    expect(boards(officer(STEP_AGENCY, 'head-of-agency'))).toEqual(['ReadAgencyScoreboard']);
    expect(boards(officer(STRANGER, 'head-of-agency'))).toEqual([]);
    expect(boards(officer(DESK_AGENCY, 'one-stop-head'))).toEqual(['ReadPlaceScoreboard']);
    expect(boards(officer('H26', 'province-head'))).toEqual(['ReadPlaceScoreboard']);
    expect(boards(officer('H27', 'province-head'))).toEqual([]);
    for (const principal of [officer(STEP_AGENCY), officer(STEP_AGENCY, 'desk'), system(STEP_AGENCY), citizen('sub-owner'), administrator]) expect(boards(principal)).toEqual([]);
  });

  it('clients are the administrator\'s; each keeps its own keys; an auditor looks on', () => {
    const ON_CLIENT = ['ReadClient', 'ChangeClient', 'ManageClientKeys'] as const;
    const may = (principal: Principal) => [...allowed(principal, ['RegisterClient', 'ListClients'], 'nothing'), ...allowed(principal, ON_CLIENT, { client: 'client-1' })];
    expect(may(administrator)).toEqual(['RegisterClient', 'ListClients', ...ON_CLIENT]);
    expect(may(auditor)).toEqual(['ListClients', 'ReadClient']);
    expect(may(system(STEP_AGENCY))).toEqual(['ReadClient', 'ManageClientKeys']);
    expect(may(partner('client-1'))).toEqual(['ReadClient', 'ManageClientKeys']);
    for (const stranger of [{ ...system(STEP_AGENCY), id: 'client-2' }, partner('client-2'), citizen('client-1'), { ...officer(STEP_AGENCY, 'head'), id: 'client-1' }]) expect(may(stranger)).toEqual([]);
  });

  it('an auditor sees the figures of every agency and place, and nothing else of the cell but who may call and what is proposed', () => {
    expect(allowed(auditor, ['ReadAgencyScoreboard', 'ReadInbox', 'ReadOwnWork', 'ManageSubscription'], { agency: STEP_AGENCY })).toEqual(['ReadAgencyScoreboard']);
    expect(allowed(auditor, ['ReadPlaceScoreboard'], { place: 'H26' })).toHaveLength(1);
    expect(allowed(auditor, ['ListOwned'], { owner: 'sub-auditor' })).toEqual([]);
    expect(allowed(auditor, ON_CELL, 'nothing')).toEqual(['ReadCalendarProposal']);
  });

  it('a list of dossiers is for their owner', () => {
    const list = { owner: 'sub-owner' };
    for (const principal of [citizen('sub-owner'), partner('sub-owner')]) expect(allowed(principal, ['ListOwned'], list)).toHaveLength(1);
    for (const principal of [citizen('sub-other'), officer(DESK_AGENCY, 'desk'), administrator]) expect(allowed(principal, ['ListOwned'], list)).toEqual([]);
  });

  it('an electronic store is for the account it belongs to, or for whose number it is; never for an officer', () => {
    const person = { ...citizen('sub-owner'), identityNumber: '001190000001' };
    for (const owner of ['sub-owner', 'identity:001190000001']) expect(allowed(person, ['ListHoldings'], { owner })).toHaveLength(1);
    for (const owner of ['sub-other', 'identity:001190000002']) expect(allowed(person, ['ListHoldings'], { owner })).toEqual([]);
    expect(allowed(person, ['ListOwned', 'ExportOwned', 'HandInBulk'], { owner: 'identity:001190000001' })).toEqual([]);
    for (const principal of [citizen('sub-owner'), { ...officer(DESK_AGENCY, 'desk'), identityNumber: '001190000001' }, administrator]) expect(allowed(principal, ['ListHoldings'], { owner: 'identity:001190000001' })).toEqual([]);
  });

  it('a request without what the policies look at is denied', () => {
    for (const principal of [...everybodyElse, administrator]) expect(allowed(principal, [...ON_DOSSIER, 'ReadInbox', 'ListOwned'], 'nothing')).toEqual([]);
  });
});
