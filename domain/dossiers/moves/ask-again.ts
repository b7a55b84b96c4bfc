import type { AskAgain } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import type { Step } from '#domain/dossiers/parts';
import { requireOpenStep, requireStatus, ruleBroken } from '#domain/dossiers/violations';

/**
 * How often a step may be asked for again in one round of it. Data that is still incoherent after the third time is a matter
 * for people, not for one more message; and a system that has lost its mind must not fill a dossier's record.
 */
export const MAX_ASKED_AGAIN = 3;

/**
 * An agency finds what it was given for its step incoherent and asks for it again, with its reason. The record keeps it, the
 * agency is told anew and pulls the data anew, and the receiving desk learns that somebody has to look. No clock stops for it:
 * whose data it is, the applicant has not been asked for anything (that is `return-for-supplement`).
 */
export function askAgain(dossier: Dossier | undefined, command: AskAgain): DossierEvent[] {
  const working = requireStatus(dossier, ['in-progress', 'awaiting-payment', 'awaiting-supplement'], {
    vi: 'Hồ sơ không còn bước nào để yêu cầu gửi lại.',
    en: 'No step is open any more that could be asked for again.',
  });
  const step = requireOpenStep(working.steps, command.stepId);
  if (askedInThisRound(step) >= MAX_ASKED_AGAIN) {
    throw ruleBroken('asked-again-too-often', {
      vi: `Đã yêu cầu gửi lại ${String(MAX_ASKED_AGAIN)} lần. Hãy trao đổi với bộ phận một cửa, hoặc trả lời bước này bằng "return-for-supplement" hay "cannot" kèm lý do.`,
      en: `It was asked for again ${String(MAX_ASKED_AGAIN)} times already. Talk to the receiving desk, or answer the step with "return-for-supplement" or "cannot" and your reasons.`,
    });
  }
  const { stepId, reason, fields } = command;
  return [{ type: 'StepAskedAgain', stepId, agency: step.agency, round: step.round, reason, fields: [...fields], dueAt: step.dueAt }];
}

function askedInThisRound({ askedAgain = [], round }: Step): number {
  return askedAgain.filter((each) => each.round === round).length;
}
