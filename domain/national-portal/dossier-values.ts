import type { FiledDossier } from '#domain/dossiers/dossier';
import type { DossierMoment, SupplementStory } from '#domain/national-portal/dossier-moment';
import { paperForm } from '#domain/dossiers/paper-form';
import type { Paper } from '#domain/dossiers/parts';
import { promiseOf } from '#domain/national-portal/dossier-moment';
import type { PortalValues } from '#domain/national-portal/fill-record';
import { agencyName, type PortalContext } from '#domain/national-portal/portal-context';
import { chooseCase } from '#domain/procedures/choose-case';

type State = Pick<DossierMoment, 'after' | 'supplements' | 'handedOver'>;

/** Our named values of a dossier, for the fields of `DongBoHoSoMC`. Holds personal data: it goes to the portal and nowhere else. */
export function dossierValues({ after, supplements, handedOver }: State, context: PortalContext): PortalValues {
  const { procedure } = context;
  const received = Object.values(after.papers).filter((paper) => paper.state === 'received');
  return {
    'dossier.code': after.code,
    'dossier.channel': after.channel,
    'dossier.status': after.status,
    'dossier.summary': summaryOf(after, context),
    'dossier.handed-in-through': 'local-system',
    'dossier.agency': agencyName(context, after.receivingAgency),
    'dossier.note': noteOf(after),
    'procedure.code': procedure.code,
    'procedure.name': procedure.name.vi,
    'procedure.field': procedure.field.vi,
    ...ownerValues(after),
    ...timeValues(after),
    'hand-over.method': handedOver,
    'hand-over.words': handedOver === undefined ? undefined : HAND_OVER_WORDS[handedOver],
    'dossier.has-digital-papers': received.length > 0,
    papers: received.map((paper) => paperValues(paper, after)),
    fees: feesOf(after, context),
    supplements: supplements.map((story) => supplementValues(story, context)),
    results: resultsOf(after, context),
  };
}

function paperValues(paper: Paper, { channel }: FiledDossier): PortalValues {
  const form = paperForm(paper, channel);
  return {
    'paper.id': paper.id,
    'paper.file-name': paper.fileName,
    'paper.slot': paper.slot,
    'paper.is-digital': form !== 'not-digitised',
    'paper.is-deleted': false,
    'paper.is-reused': form === 're-used-paper',
    'paper.is-reused-result': form === 're-used-result',
    'paper.reused-result': paper.origin?.kind === 'held-result' ? paper.origin.heldType : undefined,
  };
}

const HAND_OVER_WORDS = { online: 'Trả kết quả trực tuyến', desk: 'Trả kết quả trực tiếp tại bộ phận một cửa', post: 'Trả kết quả qua dịch vụ bưu chính công ích' } as const;

function ownerValues({ application: { applicant } }: FiledDossier): PortalValues {
  const { fullName, identityNumber, kind, email, phone } = applicant;
  const document = kind === 'citizen' ? identityDocument(identityNumber) : undefined;
  return {
    'owner.name': fullName,
    'owner.number': identityNumber,
    'owner.kind': kind,
    'owner.email': email,
    'owner.phone': phone,
    'owner.identities': document === undefined ? [] : [{ 'identity.document': document, 'identity.number': identityNumber }],
  };
}

/** A citizen's number has 12 digits (Law on Identity 2023); the identity card before it had 9. Any other number is of a paper we cannot name. */
function identityDocument(number: string): 'citizen-card' | 'old-identity-card' | undefined {
  if (/^\d{12}$/.test(number)) return 'citizen-card';
  return /^\d{9}$/.test(number) ? 'old-identity-card' : undefined;
}

function timeValues(dossier: FiledDossier): PortalValues {
  return {
    'time.handed-in': dossier.submittedAt,
    'time.accepted': 'acceptedAt' in dossier ? dossier.acceptedAt : undefined,
    'time.appointment': promiseOf(dossier),
    'time.settled': 'settledAt' in dossier ? dossier.settledAt : undefined,
    'time.returned': 'returnedAt' in dossier ? dossier.returnedAt : undefined,
    'time.refused': dossier.status === 'refused' ? dossier.endedAt : undefined,
  };
}

function summaryOf(dossier: FiledDossier, { procedure }: PortalContext): string {
  return `${procedure.name.vi}: ${chooseCase(procedure, dossier.choices).name.vi}`;
}

/** Why a dossier ended or was granted in part only; the law wants the reasons told to the applicant, and the portal shows them. */
function noteOf(dossier: FiledDossier): string | undefined {
  return 'reasons' in dossier && dossier.reasons.length > 0 ? dossier.reasons.join('; ') : undefined;
}

/** What the procedure asks for this case and channel, and the financial duties an agency has told of. */
function feesOf(dossier: FiledDossier, { procedure }: PortalContext): PortalValues[] {
  const asked = chooseCase(procedure, dossier.choices).fees.filter(({ channels }) => channels.includes(dossier.channel));
  const duties = Object.values(dossier.steps).flatMap(({ id, obligation }) => (obligation === undefined ? [] : [{ id, obligation }]));
  return [
    ...asked.map(({ name, amountDong }) => ({ 'fee.name': name.vi, 'fee.amount': amountDong })),
    ...duties.map(({ id, obligation }) => ({ 'fee.name': stepName(procedure, id), 'fee.amount': obligation.amountDong })),
  ];
}

function supplementValues(story: SupplementStory, context: PortalContext): PortalValues {
  const { answered } = story;
  return {
    'supplement.id': story.id,
    'supplement.asked-by': agencyName(context, story.askedBy),
    'supplement.content': [...story.items, ...story.reasons.map((reason) => `Lý do: ${reason}`)].join('; '),
    'supplement.asked-at': story.askedAt,
    'supplement.received-by': answered === undefined ? undefined : agencyName(context, answered.receivedBy),
    'supplement.answer-note': answered?.note,
    'supplement.received-at': answered?.at,
    'supplement.is-answered': answered !== undefined,
    'supplement.papers': (answered?.papers ?? []).map(({ fileName, slot, id }) => ({ 'paper.id': id, 'paper.file-name': fileName, 'paper.slot': slot })),
    'supplement.appointment-before': story.dueBefore,
    'supplement.appointment-after': answered?.dueAfter,
  };
}

function resultsOf(dossier: FiledDossier, { procedure }: PortalContext): PortalValues[] {
  const results = 'results' in dossier ? dossier.results : [];
  return results.map(({ type, stepId, reference }) => {
    const defined = procedure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId)?.result;
    return { 'result.name': defined?.name.vi ?? type, 'result.id': reference, 'result.national-code': defined?.nationalCode };
  });
}

/** A step's Vietnamese name; its id when the procedure has no such step. */
export function stepName(procedure: PortalContext['procedure'], stepId: string): string {
  return procedure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId)?.name.vi ?? stepId;
}
