import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent, DossierEventType, RecordedEvent } from '#domain/dossiers/event';
import { isoInstant } from '#domain/kernel/instant';

const envelope = {
  specversion: z.literal('1.0'),
  /** The same for every delivery of the event; a receiver ignores one it has seen. */
  id: z.string().max(300),
  subject: z.string().max(200),
  time: isoInstant,
  datacontenttype: z.literal('application/json'),
};

const inOrder = {
  /** Of the dossier; a receiver ignores one older than it has. */
  seq: z.number().int().positive(),
  /** The `seq` of the event of this dossier that the same audience was told before, 0 for the first: another one than the receiver has means that it missed something. */
  previousSeq: z.number().int().nonnegative(),
};

/**
 * What an audience is sent of a dossier (CloudEvents 1.0): which dossier, what happened, by when. Never what is in it;
 * its system reads that through the API, where it is asked who it is (D9).
 */
export const dossierMessage = z
  .object({
    ...envelope,
    source: z.string().max(100).regex(/^\/cells\/[^/]+\/dossiers$/),
    type: z.string().max(100).regex(/^vn\.motcua\.dossier\.[a-z-]+\.v1$/),
    data: z
      .object({
        dossierId: z.string().max(80),
        code: z.string().max(80),
        ...inOrder,
        /** The agency that is told, when an agency is. */
        agency: z.string().max(35).optional(),
        stepId: z.string().max(100).optional(),
        consultationId: z.string().max(100).optional(),
        documentId: z.string().max(100).optional(),
        dueAt: isoInstant.optional(),
        /** Of a lateness: which office of the agency is told. */
        rung: z.string().max(40).optional(),
      })
      .strict(),
  })
  .strict();
export type DossierMessage = z.infer<typeof dossierMessage>;

/** What an audience is told of its own subscription: that we gave up on it, or on one delivery. */
const subscriptionNotice = z
  .object({
    ...envelope,
    source: z.string().max(100).regex(/^\/subscriptions\/[^/]+$/),
    type: z.enum(['vn.motcua.subscription.stopped.v1', 'vn.motcua.subscription.delivery-failed.v1', 'vn.motcua.subscription.test.v1']),
    data: z
      .object({
        subscriptionId: z.string().max(80),
        ...inOrder,
        /** Why we stopped. */
        reason: z.enum(['gone', 'unreachable']).optional(),
        /** The event that could not be delivered, to be asked for again. */
        eventId: z.string().max(300).optional(),
        partition: z.number().int().nonnegative().optional(),
        position: z.number().int().positive().optional(),
      })
      .strict(),
  })
  .strict();
export type SubscriptionNotice = z.infer<typeof subscriptionNotice>;

export const webhookEvent = z.union([dossierMessage, subscriptionNotice]);
export type WebhookEvent = z.infer<typeof webhookEvent>;

/**
 * The message that tells of an event, with `agency` when it is an agency that is told. Its `previousSeq` is for the feed to set.
 * A draft has no code and nobody to tell: that is a mistake of ours and throws.
 */
export function toCloudEvent(recorded: RecordedEvent, dossier: Dossier, agency?: string): DossierMessage {
  if (dossier.status === 'draft') throw new Error(`Nobody is told of a draft: ${recorded.id}`);
  return {
    specversion: '1.0',
    id: recorded.id,
    source: `/cells/${cellOf(dossier.receivingAgency)}/dossiers`,
    type: webhookType(recorded.event.type),
    subject: dossier.code,
    time: recorded.at,
    datacontenttype: 'application/json',
    data: {
      dossierId: recorded.dossierId,
      code: dossier.code,
      seq: recorded.seq,
      previousSeq: 0,
      ...(agency === undefined ? {} : { agency }),
      ...particulars(recorded.event, dossier),
    },
  };
}

/** `StepOpened` → `vn.motcua.dossier.step-opened.v1`, `DossierSettled` → `vn.motcua.dossier.settled.v1`. */
export function webhookType(type: DossierEventType): string {
  const words = type.replace(/^Dossier/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-');
  return `vn.motcua.dossier.${words.toLowerCase()}.v1`;
}

// A cell is one province or ministry, and its letter and number begin the code of each of its agencies (D13).
function cellOf(agency: string): string {
  return agency.split('.')[0] ?? agency;
}

type Particulars = Pick<DossierMessage['data'], 'stepId' | 'consultationId' | 'documentId' | 'dueAt' | 'rung'>;

function particulars(event: DossierEvent, dossier: Dossier): Particulars {
  switch (event.type) {
    case 'StepOpened':
      return { stepId: event.step.id, dueAt: event.step.dueAt };
    case 'StepReopened':
    case 'StepAskedAgain':
      return { stepId: event.stepId, dueAt: event.dueAt };
    case 'StepCancelled':
      return { stepId: event.stepId };
    case 'OpinionsRequested':
      return { stepId: event.consultation.stepId, consultationId: event.consultation.id, dueAt: event.consultation.dueAt };
    case 'ConsultationEscalated':
    case 'ConsultationClosed':
      return ofConsultation(event.consultationId, dossier);
    case 'DocumentDrafted':
      return ofDocument(event.document.id, dossier, event.document.dueAt);
    case 'DocumentSigningReminded':
      return ofDocument(event.documentId, dossier, event.dueAt);
    case 'DocumentSigningLate':
      // The agency's head answers for what lies unsigned.
      return { ...ofDocument(event.documentId, dossier, event.dueAt), rung: 'head-of-agency' };
    case 'DocumentSigned':
      return ofDocument(event.documentId, dossier, event.next?.dueAt);
    case 'DocumentSigningRefused':
    case 'DocumentSigningDelegated':
    case 'DocumentIssued':
    case 'DocumentWithdrawn':
      return ofDocument(event.documentId, dossier);
    case 'DossierSubmitted':
      return { dueAt: event.receptionDueAt };
    case 'DossierSupplemented':
      return event.receptionDueAt === undefined ? {} : { dueAt: event.receptionDueAt };
    case 'CheckpointReached':
      return { dueAt: event.dueAt };
    case 'DossierReappointed':
      return { dueAt: event.apology.newDueAt };
    case 'SuspensionLifted':
      return event.dueAt === undefined ? {} : { dueAt: event.dueAt };
    case 'StepReassigned':
      return { stepId: event.stepId, dueAt: event.dueAt };
    case 'LatenessEscalated':
      return { dueAt: event.dueAt, rung: event.rung, ...(event.stepId === undefined ? {} : { stepId: event.stepId }) };
    case 'SlaAtRisk':
    case 'SlaBreached':
      return { dueAt: event.dueAt, ...(event.stepId === undefined ? {} : { stepId: event.stepId }) };
    default:
      return {};
  }
}

function ofDocument(documentId: string, dossier: Dossier, dueAt?: string): Particulars {
  const stepId = dossier.documents[documentId]?.stepId;
  return { documentId, ...(stepId !== undefined && { stepId }), ...(dueAt !== undefined && { dueAt }) };
}

function ofConsultation(consultationId: string, dossier: Dossier): Particulars {
  const stepId = dossier.consultations[consultationId]?.stepId;
  return { consultationId, ...(stepId === undefined ? {} : { stepId }) };
}
