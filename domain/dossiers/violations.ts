import { DomainError, type Mend } from '#domain/kernel/domain-error';
import type { Dossier, DossierStatus } from '#domain/dossiers/dossier';
import { isIn } from '#domain/dossiers/is-in';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { Step } from '#domain/dossiers/parts';

/** The move exists, but not from the state the dossier is in. */
export function wrongState(dossier: Dossier, mend: Mend): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'move-not-allowed',
    mend: { vi: `Hồ sơ đang ở trạng thái "${dossier.status}". ${mend.vi}`, en: `The dossier is "${dossier.status}". ${mend.en}` },
  });
}

/** A rule of the procedure or the law is not met; `fields` names where. */
export function ruleBroken(code: string, mend: Mend, fields: readonly { pointer: string; problem: string }[] = []): DomainError {
  return new DomainError({ kind: 'rule-broken', code, mend, fields });
}

/** Narrows a dossier to the states a move may start from, or refuses with the sentence that says what to do. */
export function requireStatus<Status extends DossierStatus>(
  dossier: Dossier | undefined,
  allowed: readonly Status[],
  mend: Mend,
): Extract<Dossier, { status: Status }> {
  if (dossier === undefined) {
    throw new DomainError({ kind: 'not-found', code: 'dossier-not-found', mend: { vi: 'Không tìm thấy hồ sơ này.', en: 'There is no such dossier; check its code.' } });
  }
  if (!isIn(dossier, ...allowed)) throw wrongState(dossier, mend);
  return dossier;
}

/** The step, if it exists and still waits for its agency's answer. */
export function requireOpenStep(steps: Readonly<Record<string, Step>>, stepId: string): Step {
  const step = ownEntry(steps, stepId);
  if (step === undefined) {
    throw new DomainError({ kind: 'not-found', code: 'step-not-found', mend: { vi: 'Hồ sơ không có bước này.', en: 'The dossier has no such step; read the dossier for its steps.' } });
  }
  if (step.state !== 'open') {
    throw new DomainError({
      kind: 'forbidden-by-state',
      code: 'step-not-open',
      mend: { vi: `Bước này đã ở trạng thái "${step.state}", không nhận thêm trả lời.`, en: `The step is "${step.state}" and takes no further answer; read it to see what was answered.` },
    });
  }
  return step;
}

/** No refusal and no request without its written reasons. */
export function requireReasons({ reasons }: { readonly reasons: readonly string[] }): void {
  if (reasons.length > 0) return;
  throw ruleBroken('reasons-missing', { vi: 'Phải nêu lý do bằng văn bản.', en: 'Give at least one written reason.' }, [{ pointer: '/reasons', problem: 'at least one' }]);
}

/** Guidance is full and exact: each thing to supply is named (Decree 61/2018 Art. 15(3)). */
export function requireItems({ items }: { readonly items: readonly string[] }): void {
  if (items.length > 0) return;
  throw ruleBroken('supplement-items-missing', { vi: 'Nêu rõ giấy tờ cần bổ sung.', en: 'Name each thing the applicant must supply.' }, [{ pointer: '/items', problem: 'at least one' }]);
}
