import * as z from 'zod';
import { agencyName, agencyWords, placeAndDate } from '#domain/documents/forms/dossier-head';
import { lastOf, receivedBefore, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { said, shownAgency, shownProcedure } from '#domain/documents/forms/shown-words';
import { instantInWords, shortInstant } from '#domain/documents/words-for-people';
import type { Step } from '#domain/dossiers/parts';
import { stepDefinition } from '#domain/routing/next-stage';

/** What form 06, the sheet that goes with the dossier from agency to agency, shows; nothing of the applicant. */
export const controlSheetData = z
  .object({
    code: said,
    agency: shownAgency,
    placeAndDate: said,
    procedure: shownProcedure,
    settlingAgency: said,
    coordinating: z.array(said),
    receivedAt: said,
    dueAt: said,
    rows: z.array(z.object({ from: said, to: said, handedOverAt: said, dueAt: said, outcome: said, note: said }).strict()),
  })
  .strict();
type Row = z.infer<typeof controlSheetData>['rows'][number];

const OUTCOMES = {
  early: { vi: 'Sớm hạn', en: 'early' },
  'on-time': { vi: 'Đúng hạn', en: 'on time' },
  late: { vi: 'Quá hạn', en: 'late' },
  'late-with-apology': { vi: 'Quá hạn, đã xin lỗi', en: 'late, with an apology' },
  'late-without-apology': { vi: 'Quá hạn', en: 'late' },
  open: { vi: 'Đang giải quyết', en: 'being worked on' },
  cancelled: { vi: 'Không thực hiện', en: 'not carried out' },
} as const;

const SETTLED = { vi: 'Chuyển kết quả về bộ phận một cửa', en: 'result handed to the one-stop' } as const;

/** Form 06 (Circular 03/2025/TT-VPCP), from the acceptance on, as the record stands after its last event. */
export function controlSheetContent(source: FormSource): FormContent | undefined {
  const { dossier, events, procedure, language } = source;
  const accepted = lastOf(events, 'DossierAccepted');
  const last = events.at(-1);
  if (accepted?.event.dueAt === undefined || last === undefined) return undefined;
  const steps = Object.values(dossier.steps);
  const agencies = [...new Set(steps.map(({ agency }) => agency))];
  const settling = leadOf(source) ?? dossier.receivingAgency;
  const dueAt = 'dueAt' in dossier && dossier.dueAt !== undefined ? dossier.dueAt : accepted.event.dueAt;
  const data: z.infer<typeof controlSheetData> = {
    code: dossier.code,
    agency: agencyWords(source, dossier.receivingAgency),
    placeAndDate: placeAndDate(source, { agency: dossier.receivingAgency, at: last.at }),
    procedure: { code: procedure.code, name: procedure.name[language] },
    settlingAgency: agencyName(source, settling),
    coordinating: agencies.filter((code) => code !== settling).map((code) => agencyName(source, code)),
    receivedAt: instantInWords(receivedBefore(source, accepted.seq), language),
    dueAt: instantInWords(dueAt, language),
    rows: [...stepRows(source), ...settlementRow(source)],
  };
  return { data, madeAt: last.at, seq: last.seq };
}

/** The agency of the first step that gives a result. */
export function leadOf({ dossier, procedure }: Pick<FormSource, 'dossier' | 'procedure'>): string | undefined {
  const giving = procedure.stages.flatMap(({ steps }) => steps).find(({ id, result }) => result !== undefined && dossier.steps[id] !== undefined);
  return giving === undefined ? Object.values(dossier.steps).at(0)?.agency : dossier.steps[giving.id]?.agency;
}

function stepRows(source: FormSource): Row[] {
  const { dossier, procedure, language } = source;
  let before = [dossier.receivingAgency];
  return procedure.stages.flatMap((stage) => {
    const steps = stage.steps.flatMap(({ id }) => dossier.steps[id] ?? []);
    const from = before.map((code) => agencyName(source, code)).join(', ');
    if (steps.length > 0) before = [...new Set(steps.map(({ agency }) => agency))];
    return steps.map((step) => ({
      from,
      to: agencyName(source, step.agency),
      handedOverAt: shortInstant(step.openedAt),
      dueAt: shortInstant(step.dueAt),
      outcome: OUTCOMES[outcomeOf(step)][language],
      note: stepDefinition(procedure, step.id)?.name[language] ?? step.id,
    }));
  });
}

function outcomeOf({ state, timing }: Step): keyof typeof OUTCOMES {
  if (state === 'cancelled') return 'cancelled';
  return timing === undefined ? 'open' : timing.punctuality;
}

function settlementRow(source: FormSource): Row[] {
  const { dossier, events, language } = source;
  const settled = lastOf(events, 'DossierSettled');
  if (settled === undefined || !('dueAt' in dossier) || dossier.dueAt === undefined) return [];
  const punctuality = settled.event.timing?.punctuality ?? 'on-time';
  return [{
    from: agencyName(source, leadOf(source) ?? dossier.receivingAgency),
    to: agencyName(source, dossier.receivingAgency),
    handedOverAt: shortInstant(settled.at),
    dueAt: shortInstant(dossier.dueAt),
    outcome: OUTCOMES[punctuality][language],
    note: SETTLED[language],
  }];
}
