import { addTerm } from '#domain/deadlines/add-term';
import { lateFrom } from '#domain/deadlines/late-from';
import { passedShareAt } from '#domain/deadlines/passed-share-at';
import type { WorkingCalendar } from '#domain/deadlines/working-calendar';
import { withWorkingMinutesLeft } from '#domain/deadlines/working-minutes';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier, DossierIn, FiledDossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { calendarOf, isStopped, settleDossier } from '#domain/dossiers/legal-clock';
import type { Step, Watch } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/** Something that is told when its instant comes, once in an epoch of its clock (D12). */
interface Alert {
  readonly at: string;
  readonly event: DossierEvent;
}

/** Alerts whose instant has come, in the order of their instants. */
export function alertsDue(dossier: Dossier, context: DecisionContext): DossierEvent[] {
  const now = toIso(context.now);
  return pendingAlerts(dossier, context)
    .filter((alert) => alert.at <= now)
    .map((alert) => alert.event);
}

/** Every alert not told yet in the epochs that run now, earliest first. */
export function pendingAlerts(dossier: Dossier, context: DecisionContext): Alert[] {
  if (dossier.status === 'draft') return [];
  const steps = Object.values(dossier.steps).flatMap((step) => stepAlerts(dossier, step, context));
  return [...receptionAlerts(dossier, context), ...steps, ...settlementAlerts(dossier, context)].toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

/** Each reception is an epoch of its own: the first, and one after every supplement the desk asked for. */
function receptionAlerts(dossier: FiledDossier, context: DecisionContext): Alert[] {
  if (dossier.status !== 'submitted') return [];
  const { receptionDueAt: dueAt, receivingAgency: agency, receptionWatch: watch } = dossier;
  const breach: Alert = { at: lateFrom(dueAt), event: { type: 'SlaBreached', what: 'reception', agency, dueAt, epoch: watch.epoch } };
  return [...(watch.told.includes('due') ? [] : [breach]), ...ladderAlerts({ what: 'reception', agency, dueAt, watch, calendar: calendarOf(dossier, context) }, dossier, context)];
}

/** A step whose clock stands still (a supplement, the applicant's payment, a stop ordered by law) is nobody's lateness. */
function stepAlerts(dossier: FiledDossier, step: Step, context: DecisionContext): Alert[] {
  if (step.state !== 'open' || isStopped(step.clock)) return [];
  const { id: stepId, agency, dueAt, watch } = step;
  const { epoch, told } = watch;
  const isDueTold = told.includes('due');
  return [
    ...(isDueTold || told.includes('at-risk') ? [] : [{ at: step.atRiskAt, event: { type: 'SlaAtRisk', what: 'step', stepId, agency, dueAt, epoch } } satisfies Alert]),
    ...(isDueTold ? [] : [{ at: lateFrom(dueAt), event: { type: 'SlaBreached', what: 'step', stepId, agency, dueAt, epoch } } satisfies Alert]),
    ...ladderAlerts({ what: 'step', stepId, agency, dueAt, watch, calendar: context.calendars.of(agency) }, dossier, context),
  ];
}

interface LateClock {
  readonly what: 'reception' | 'step';
  readonly stepId?: string;
  readonly agency: string;
  readonly dueAt: string;
  readonly watch: Watch;
  readonly calendar: WorkingCalendar;
}

/** The rungs of the ladder not told yet, each so much working time after the due instant. */
function ladderAlerts({ what, stepId, agency, dueAt, watch, calendar }: LateClock, dossier: FiledDossier, { procedure }: DecisionContext): Alert[] {
  const due = Temporal.Instant.from(dueAt);
  return procedure.lateness.ladder
    .filter(({ rung }) => watch.ladder.every((told) => told.rung !== rung))
    .map(({ rung, after }) => ({
      at: after === undefined ? lateFrom(dueAt) : toIso(addTerm(due, after, calendar)),
      event: { type: 'LatenessEscalated', what, ...(stepId !== undefined && { stepId }), rung, agency: agencyOfRung(rung, agency, dossier), dueAt, epoch: watch.epoch },
    }));
}

type Rung = ProcedureDefinition['lateness']['ladder'][number]['rung'];

function agencyOfRung(rung: Rung, owing: string, { receivingAgency }: FiledDossier): string {
  switch (rung) {
    case 'officer':
    case 'head-of-unit':
    case 'head-of-agency':
      return owing;
    case 'one-stop-head':
      return receivingAgency;
    case 'province':
      // The first group of every agency's code is its province or ministry (Decision 20/2020/QĐ-TTg Art. 4).
      return receivingAgency.split('.')[0] ?? receivingAgency;
  }
}

/** Half of the term, the last moment for the apology, and the promised instant itself; what lay before this epoch is not told after the fact. */
function settlementAlerts(dossier: FiledDossier, context: DecisionContext): Alert[] {
  if (dossier.status !== 'in-progress' && dossier.status !== 'accepted') return [];
  const { dueAt, watch, receivingAgency: agency } = dossier;
  if (dueAt === undefined) return [];
  const { epoch, told, since } = watch;
  const isDueTold = told.includes('due');
  const reminder = (checkpoint: 'half' | 'apology', at: string): Alert[] =>
    at <= since || at >= dueAt ? [] : [{ at, event: { type: 'CheckpointReached', what: 'settlement', checkpoint, agency, dueAt, epoch } }];
  return [
    ...(isDueTold || told.includes('half') ? [] : reminder('half', halfAt(dossier, dueAt, context))),
    ...(isDueTold || told.includes('apology') ? [] : apologyBy(dossier, context).flatMap((at) => reminder('apology', at))),
    ...(isDueTold ? [] : [{ at: lateFrom(dueAt), event: { type: 'SlaBreached', what: 'settlement', agency, dueAt, epoch } } satisfies Alert]),
  ];
}

function halfAt(dossier: FiledDossier, dueAt: string, context: DecisionContext): string {
  // Half of the term itself: a new appointment has no half.
  const { wholeWorkingMinutes, legalDueAt = dueAt } = settleDossier(dossier, context);
  return toIso(passedShareAt({ dueAt: Temporal.Instant.from(legalDueAt), wholeWorkingMinutes, share: context.procedure.halfShare, calendar: calendarOf(dossier, context) }));
}

/** By when the apology must be sent (Decree 61/2018 Art. 19(9)); nothing when none may be, or the procedure has it sent when the term ends. */
export function apologyBy(dossier: DossierIn<'accepted' | 'in-progress'>, context: DecisionContext): string[] {
  const { apology, maxReappointments } = context.procedure.lateness;
  if (dossier.dueAt === undefined || apology.when === 'AT_DUE' || dossier.apologies.length >= maxReappointments) return [];
  const calendar = calendarOf(dossier, context);
  return [toIso(withWorkingMinutesLeft(Temporal.Instant.from(dossier.dueAt), officeMinutes(apology.before, calendar), calendar))];
}

function officeMinutes({ amount, unit }: { readonly amount: number; readonly unit: string }, { timeline }: WorkingCalendar): number {
  return unit === 'working-hour' ? amount * 60 : (amount * timeline.workedMsPerDay) / 60_000;
}
