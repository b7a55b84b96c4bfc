import type { DraftDocument } from '#domain/documents/commands';
import { newDocument } from '#domain/documents/new-document';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Step } from '#domain/dossiers/parts';
import { requireOpenStep, requireStatus, ruleBroken } from '#domain/dossiers/violations';
import type { StepDefinition } from '#domain/procedures/procedure';
import { stepDefinition } from '#domain/routing/next-stage';

const WORKING = ['in-progress', 'awaiting-payment', 'awaiting-supplement'] as const;
type ResultDefinition = NonNullable<StepDefinition['result']>;

/** The agency of a step drafts its result: who signs, in which order, and the bytes as they were rendered. */
export function draftDocument(dossier: Dossier | undefined, command: DraftDocument, context: DecisionContext): DossierEvent[] {
  const { step, result } = requireDraftable(dossier, command, context);
  const { agency, id: stepId } = step;
  const { notation, signers } = command;
  return [{ type: 'DocumentDrafted', document: newDocument({ kind: 'result', resultType: result.type, stepId, agency, ...(notation !== undefined && { notation }), signers }, command, context) }];
}

export type DraftQuestion = Pick<DraftDocument, 'stepId' | 'signers'>;

/** What may be drafted now; asked before anything is rendered, and again when the draft is recorded. */
export function requireDraftable(dossier: Dossier | undefined, { stepId, signers }: DraftQuestion, context: DecisionContext): { readonly step: Step; readonly result: ResultDefinition } {
  const working = requireStatus(dossier, WORKING, { vi: 'Hồ sơ không còn bước nào để soạn kết quả.', en: 'No step is open any more whose result could be drafted.' });
  const step = requireOpenStep(working.steps, stepId);
  const result = stepDefinition(context.procedure, step.id)?.result;
  if (result === undefined) {
    throw ruleBroken('step-gives-no-result', { vi: 'Bước này không có kết quả trả cho người dân.', en: 'This step gives the applicant no result; answer it without a document.' });
  }
  const rival = Object.values(working.documents).find((each) => each.stepId === step.id && each.resultType === result.type && (each.state === 'signing' || each.state === 'issued'));
  if (rival !== undefined) {
    throw ruleBroken('document-exists', {
      vi: `Đã có văn bản ${rival.id} (${rival.state}) cho kết quả này.`,
      en: `Document ${rival.id} is "${rival.state}" for this result. Answer with it, or have it refused before you draft another.`,
    });
  }
  requireOrder(signers);
  return { step, result };
}

/** The competent person signs first, then the agency (Decree 30/2020/NĐ-CP Art. 13, 22): people in their order, and one seal at the end. */
function requireOrder(signers: DraftDocument['signers']): void {
  const people = signers.slice(0, -1);
  const isInOrder = people.length > 0 && people.every(({ capacity, officer }) => capacity === 'officer' && officer !== undefined) && signers.at(-1)?.capacity === 'agency';
  const isOnceEach = new Set(people.map(({ officer }) => officer)).size === people.length;
  if (isInOrder && isOnceEach) return;
  throw ruleBroken(
    'signers-out-of-order',
    { vi: 'Người có thẩm quyền ký trước, cơ quan ký (đóng dấu) sau cùng, mỗi người một lần.', en: 'Name the competent officers first, each once, and the agency last, once.' },
    [{ pointer: '/signers', problem: 'officers first, then one agency' }],
  );
}
