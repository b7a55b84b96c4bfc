import * as z from 'zod';
import type { CalendarBook } from '#domain/deadlines/calendar-book';
import { clockStart, ruleOfStart } from '#domain/deadlines/clock-start';
import { ledgerOf } from '#domain/deadlines/ledger';
import { shownLedger } from '#domain/deadlines/shown-ledger';
import { ledgerView } from '#domain/dossiers/deadlines-view';
import { isoInstant, toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { bilingualText } from '#domain/kernel/text';
import { chooseCase, completeChoices, termFor } from '#domain/procedures/choose-case';
import { channel, type Channel, type Choices, type ProcedureDefinition } from '#domain/procedures/procedure';

export const shownPreview = shownLedger
  .extend({
    procedure: z.object({ code: z.string().max(40), version: z.number().int().positive().max(1e6), name: bilingualText }).strict(),
    case: z.object({ id: z.string().max(100), name: bilingualText }).strict(),
    channel,
    receivedAt: isoInstant,
  })
  .meta({ id: 'DueDatePreview', description: 'When a full dossier received then would be due, and why; nothing is promised.' });

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
export function dueDatePreview({ receivedAt, procedure, calendars, channel: by, choices, agency }: Asked): z.infer<typeof shownPreview> {
  const calendar = agency === undefined ? calendars.national : calendars.of(agency);
  const procedureCase = chooseCase(procedure, completeChoices(procedure, choices));
  const term = termFor(procedureCase, by);
  const rule = ruleOfStart(receivedAt, procedure.cutOff, calendar);
  const at = toIso(receivedAt);
  const start = toIso(clockStart(receivedAt, procedure.cutOff, calendar));
  const ledger = ledgerOf({ facts: [{ kind: 'started', at: start }], term, calendar, now: receivedAt, ...(rule !== undefined && { received: { at, rule } }) });
  return {
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name },
    case: { id: procedureCase.id, name: procedureCase.name },
    channel: by,
    receivedAt: at,
    ...ledgerView(ledger),
  };
}
