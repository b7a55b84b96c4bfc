import type * as z from 'zod';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { FigureStore } from '#domain/figures/figure-store';
import { dueDatePreview } from '#domain/dossiers/due-date-preview';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { Temporal } from '#domain/kernel/temporal';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { procedurePath } from '#functions/platform/paths';
import { probablyReadyBy } from '#functions/platform/probably-ready-by';
import type { previewQuery } from './contract.ts';

interface Dependencies {
  readonly procedures: Pick<ProcedureStore, 'inForce'>;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
  readonly figures: Pick<FigureStore, 'recentDurations'>;
}

type Request = HttpRequest<'public', false, undefined, z.infer<typeof procedurePath>, z.infer<typeof previewQuery>>;

/**
 * When a dossier received at this instant would be due, and why: for anybody, before anything is handed in. With the one-stop
 * named, also when such dossiers were ready there of late, if there were enough of them to tell.
 */
export async function previewDueDate(deps: Dependencies, { path, query, now }: Request): Promise<HttpAnswer> {
  const receivedAt = query.receivedAt === undefined ? now : Temporal.Instant.from(query.receivedAt);
  const procedure = await deps.procedures.inForce(path.procedureCode, dayOfReceipt(receivedAt));
  if (procedure === undefined) throw procedureNotFound();
  const preview = dueDatePreview({ receivedAt, procedure, calendars: await deps.calendars.inForce(), ...asked(query, procedure) });
  const ready = query.agency === undefined ? undefined : await probablyReadyBy(deps, { receivingAgency: query.agency, procedureCode: procedure.code, receivedAt, now });
  return { status: 200, body: { ...preview, ...(ready !== undefined && { probablyReadyBy: ready }) } };
}

function asked({ channel: by, agency, choices }: Request['query'], { channels: [usual = 'online'] }: ProcedureDefinition) {
  const pairs = (choices ?? '').split(',').flatMap((pair): [string, string][] => {
    const [option = '', value = ''] = pair.split(':');
    return option === '' ? [] : [[option, value]];
  });
  return { channel: by ?? usual, choices: Object.fromEntries(pairs), ...(agency !== undefined && { agency }) };
}
