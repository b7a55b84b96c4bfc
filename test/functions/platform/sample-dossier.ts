import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Command } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { RecordedEvent } from '#domain/dossiers/event';
import type { Actor, Application } from '#domain/dossiers/parts';
import { recordEvents } from '#domain/dossiers/record-events';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';
import { procedureDefinition } from '#domain/procedures/procedure';
import { chainTools } from '#functions/platform/chain-tools';
import { procedureJson } from '#test/domain/procedures/procedure-json';

/** Monday 23 November 2026, 09:00 in Viet Nam. */
export const NOW = Temporal.Instant.from('2026-11-23T02:00:00Z');
export const PROCEDURE = procedureDefinition.parse(procedureJson());
const CONTEXT: DecisionContext = { now: NOW, calendars: shippedCalendarBook(), procedure: PROCEDURE };
export const CITIZEN: Actor = { kind: 'citizen', id: 'citizen-1' };
export const RECEIVING_AGENCY = 'H26.19.3';
export const ROLES = { 'construction-authority': 'H26.40', 'fire-police': 'H26.41', 'culture-authority': 'H26.42', 'commune-peoples-committee': 'H26.19.3', 'land-office': 'H26.43' };
export const APPLICATION: Application = { applicant: { fullName: 'Nguyễn Thị Ẩn', identityNumber: '001085012345', kind: 'citizen' }, form: {} };

const ID = 'ds-abcdefghijklmnopqrstuvwxyz012345';

/** A dossier brought so far by its commands, with every event on the way. */
export interface Sample {
  readonly dossier: Dossier;
  readonly events: readonly RecordedEvent[];
}

export function draft(): Sample {
  return next(undefined, {
    type: 'create',
    by: CITIZEN,
    id: ID,
    choices: {},
    channel: 'online',
    place: { commune: 'X26.19', province: 'T26' },
    ownerId: CITIZEN.id,
    receivingAgency: RECEIVING_AGENCY,
    application: APPLICATION,
  });
}

export function submitted(): Sample {
  return next(draft(), { type: 'submit', by: CITIZEN, code: 'H26.19.3-261123-0001', roles: ROLES, found: [] });
}

/** Accepted, and the first stage opened: step `appraise` at H26.40. */
export function inProgress(): Sample {
  const by: Actor = { kind: 'system', id: 'machine' };
  return next(next(submitted(), { type: 'accept', by }), { type: 'advance', by });
}

export function next(sample: Sample | undefined, command: Command): Sample {
  const recording = { dossierId: ID, at: toIso(NOW), by: command.by, application: APPLICATION, chain: chainTools };
  const { after, recorded } = recordEvents(sample?.dossier, decide(sample?.dossier, command, CONTEXT), recording);
  return { dossier: after, events: [...(sample?.events ?? []), ...recorded] };
}
