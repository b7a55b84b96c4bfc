import type { FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Actor, StepAnswer } from '#domain/dossiers/parts';
import type { DossierMoment } from '#domain/national-portal/dossier-moment';
import { stepName } from '#domain/national-portal/dossier-values';
import type { PortalValues } from '#domain/national-portal/fill-record';
import { agencyName, type PortalContext } from '#domain/national-portal/portal-context';

/** One thing an office did, in words for the applicant, and the time it has for it. */
interface Act {
  readonly content: string;
  /** The office that did it, or that has to do it now. */
  readonly agency: string;
  readonly startedAt?: string | undefined;
  readonly dueAt?: string | undefined;
}

/**
 * Our named values of one event, for the fields of `CapNhatTienDoHoSoMC`; nothing for an event that is no progress.
 * The instant is the event's own: the record has one for each event, so that nothing is ever stamped with the time of
 * sending because a date is missing (as a client of the portal had to, opencps-v2 PR 2507).
 */
export function progressValues({ recorded, after }: Pick<DossierMoment, 'recorded' | 'after'>, context: PortalContext): PortalValues | undefined {
  const act = actOf(recorded.event, after, context);
  if (act === undefined) return undefined;
  return {
    'dossier.code': after.code,
    'dossier.status': after.status,
    'act.handler': handlerOf(recorded.by, act, context),
    'act.at': recorded.at,
    'act.department': agencyName(context, act.agency),
    'act.content': act.content,
    'act.started-at': act.startedAt,
    'act.due-at': act.dueAt,
  };
}

/** The record keeps no officer's name, so that the office stands for the person. */
function handlerOf(by: Actor, act: Act, context: PortalContext): string {
  switch (by.kind) {
    case 'citizen':
    case 'partner':
      return 'Người nộp hồ sơ';
    case 'system':
      return 'Hệ thống một cửa điện tử';
    default:
      return agencyName(context, by.agency ?? act.agency);
  }
}

function actOf(event: DossierEvent, after: FiledDossier, context: PortalContext): Act | undefined {
  switch (event.type) {
    case 'StepOpened':
    case 'StepReopened':
    case 'StepAnswered':
    case 'StepCancelled':
    case 'StepReassigned':
    case 'ObligationNotified':
      return actOnStep(event, after, context);
    case 'DossierSubmitted':
      return atDesk(after, 'Nộp hồ sơ', { startedAt: after.submittedAt, dueAt: after.receptionDueAt });
    case 'DossierAccepted':
      return atDesk(after, 'Tiếp nhận hồ sơ', { startedAt: after.submittedAt, dueAt: after.receptionDueAt });
    case 'SupplementRequested':
      return { content: 'Yêu cầu bổ sung giấy tờ', agency: askingAgency(event.request.stepId, after), startedAt: event.request.requestedAt, dueAt: event.request.answerBy };
    case 'DossierSupplemented':
      return atDesk(after, 'Nhận giấy tờ bổ sung', { dueAt: event.receptionDueAt });
    case 'DossierReappointed':
      return atDesk(after, 'Xin lỗi và hẹn lại ngày trả kết quả', { dueAt: event.apology.newDueAt });
    case 'DocumentIssued':
      return after.documents[event.documentId]?.kind === 'form-04' ? atDesk(after, 'Đã ký phiếu xin lỗi và hẹn lại ngày trả kết quả') : undefined;
    case 'ClockSuspended':
      return atDesk(after, 'Tạm dừng tính thời hạn theo quy định pháp luật', { startedAt: event.suspension.since });
    case 'SuspensionLifted':
      return atDesk(after, 'Tiếp tục tính thời hạn', { dueAt: event.dueAt });
    default:
      return ending(event, after);
  }
}

function ending(event: DossierEvent, after: FiledDossier): Act | undefined {
  switch (event.type) {
    case 'DossierRefused':
      return atDesk(after, 'Từ chối tiếp nhận hồ sơ');
    case 'DossierSettled':
      return atDesk(after, 'Đã xử lý xong');
    case 'ResultHandedOver':
      return atDesk(after, 'Trả kết quả');
    case 'DossierWithdrawn':
      return atDesk(after, 'Rút hồ sơ');
    case 'DossierStopped':
      return atDesk(after, 'Dừng xử lý hồ sơ');
    default:
      return undefined;
  }
}

function atDesk(after: FiledDossier, content: string, times: Pick<Act, 'startedAt' | 'dueAt'> = {}): Act {
  return { content, agency: after.receivingAgency, ...times };
}

type StepEvent = Extract<DossierEvent, { type: 'StepOpened' | 'StepReopened' | 'StepAnswered' | 'StepCancelled' | 'StepReassigned' | 'ObligationNotified' }>;

function actOnStep(event: StepEvent, after: FiledDossier, { procedure }: PortalContext): Act | undefined {
  const step = after.steps[event.type === 'StepOpened' ? event.step.id : event.stepId];
  if (step === undefined) return undefined;
  return { content: `${wordsOf(event)}: ${stepName(procedure, step.id)}`, agency: step.agency, startedAt: step.openedAt, dueAt: step.dueAt };
}

const ANSWER_WORDS: Readonly<Record<StepAnswer['outcome'], string>> = { result: 'Hoàn thành', 'return-for-supplement': 'Đề nghị bổ sung giấy tờ', cannot: 'Không giải quyết được' };

function wordsOf(event: StepEvent): string {
  switch (event.type) {
    case 'StepOpened':
      return 'Chuyển xử lý';
    case 'StepReopened':
      return 'Xử lý lại sau khi bổ sung';
    case 'StepAnswered':
      return ANSWER_WORDS[event.answer.outcome];
    case 'StepCancelled':
      return 'Thôi xử lý';
    case 'StepReassigned':
      return 'Chuyển người xử lý';
    case 'ObligationNotified':
      return 'Thông báo nghĩa vụ tài chính';
  }
}

function askingAgency(stepId: string | undefined, after: FiledDossier): string {
  return (stepId === undefined ? undefined : after.steps[stepId]?.agency) ?? after.receivingAgency;
}
