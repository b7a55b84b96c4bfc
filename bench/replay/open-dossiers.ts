import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Command } from '#domain/dossiers/command';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import type { Actor, Application } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { requiredRoles } from '#domain/routing/required-roles';
import { chainTools } from '#functions/platform/chain-tools';

const AGENCY = 'H99.101.01';
const BY: Actor = { kind: 'system', id: 'bench' };
const APPLICATION: Application = { applicant: { fullName: 'Nguyễn Văn Mẫu', identityNumber: '001099000000', kind: 'citizen' }, form: {} };
const TEMPLATE_ID = 'ds-template';

/** A dossier handed in and accepted at an instant, with its first stage open and its whole history, ready to be given ids. */
export interface OpenDossier {
  readonly dossier: Dossier;
  readonly events: readonly RecordedEvent[];
  readonly wakeAt: string | undefined;
}

/** By the domain's own commands, under the shipped calendar; the procedure asks for no papers. */
export function openDossier(procedure: ProcedureDefinition, now: Temporal.Instant): OpenDossier {
  const context = { now, calendars: shippedCalendarBook(), procedure };
  const roles = Object.fromEntries(requiredRoles(procedure, {}).map((role) => [role, AGENCY]));
  const [channel = 'online'] = procedure.channels;
  const commands: Command[] = [
    { type: 'create', by: BY, id: TEMPLATE_ID, choices: {}, channel, place: { commune: 'H99.101', province: 'H99' }, ownerId: 'citizen-bench', receivingAgency: AGENCY, application: APPLICATION },
    { type: 'submit', by: BY, code: `${AGENCY}-260401-0000`, roles, found: [] },
    { type: 'accept', by: BY },
    { type: 'advance', by: BY },
  ];
  let dossier: Dossier | undefined;
  const events: RecordedEvent[] = [];
  for (const command of commands) {
    const { after, recorded } = recordEvents(dossier, decide(dossier, command, context), { dossierId: TEMPLATE_ID, at: toIso(now), by: BY, application: APPLICATION, chain: chainTools });
    dossier = after;
    events.push(...recorded);
  }
  if (dossier === undefined) throw new Error('A dossier begins with its first command.');
  return { dossier, events, wakeAt: wakeAt(dossier, context) };
}

/** The same dossier under a number of its own, as one first commit. */
export function numbered({ dossier, events, wakeAt: wake }: OpenDossier, number: number): DossierChange {
  const digits = String(number).padStart(12, '0');
  const id = `ds-${digits.padStart(32, '0')}`;
  const after: Dossier = dossier.status === 'draft' ? { ...dossier, id } : { ...dossier, id, code: `${AGENCY}-260401-${digits}` };
  return { before: undefined, after, events: events.map((each) => ({ ...each, dossierId: id, id: `${id}-${String(each.seq)}` })), wakeAt: wake };
}
