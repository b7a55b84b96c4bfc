import type { CalendarBook } from '#domain/deadlines/calendar-book';
import { clockStart, ruleOfStart } from '#domain/deadlines/clock-start';
import { ledgerOf } from '#domain/deadlines/ledger';
import { ledgerView } from '#domain/dossiers/deadlines-view';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { chooseCase, completeChoices, termFor } from '#domain/procedures/choose-case';
import type { Channel, Choices, ProcedureDefinition } from '#domain/procedures/procedure';

interface Asked {
  readonly receivedAt: Temporal.Instant;
  readonly procedure: ProcedureDefinition;
  readonly calendars: CalendarBook;
  readonly channel: Channel;
  readonly choices: Choices;
  readonly agency?: string;
}

/**
 * When a full dossier received at this instant would be due, with the account of every day (design §7). Nothing is promised.
 * Throws DomainError `invalid-choices`, `no-term-for-channel`, `no-calendar`.
 */
export function dueDatePreview({ receivedAt, procedure, calendars, channel, choices, agency }: Asked) {
  const calendar = agency === undefined ? calendars.national : calendars.of(agency);
  const procedureCase = chooseCase(procedure, completeChoices(procedure, choices));
  const term = termFor(procedureCase, channel);
  const rule = ruleOfStart(receivedAt, procedure.cutOff, calendar);
  const at = toIso(receivedAt);
  const start = toIso(clockStart(receivedAt, procedure.cutOff, calendar));
  const ledger = ledgerOf({ facts: [{ kind: 'started', at: start }], term, calendar, now: receivedAt, ...(rule !== undefined && { received: { at, rule } }) });
  return {
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name },
    case: { id: procedureCase.id, name: procedureCase.name },
    channel,
    receivedAt: at,
    ...ledgerView(ledger),
  };
}
