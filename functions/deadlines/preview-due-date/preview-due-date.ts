import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { FigureStore } from '#domain/figures/figure-store';
import { dueDatePreview } from '#domain/dossiers/due-date-preview';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { Temporal } from '#domain/kernel/temporal';
import { channel, type ProcedureDefinition } from '#domain/procedures/procedure';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import { probablyReadyBy } from '#functions/platform/probably-ready-by';

export const previewPath = z.object({ procedureCode: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/) });
export const previewQuery = z
  .object({
    /** When the full dossier would be received; now unless said. */
    receivedAt: z.iso.datetime({ offset: true }).optional(),
    channel: channel.optional(),
    /** The one-stop that would receive it; with it, its own office hours and days off count. */
    agency: agencyCode.optional(),
    /** Choices of the applicant: `area:remote,part:whole`. */
    choices: z.string().max(500).regex(/^[a-z0-9-]+:[a-z0-9-]+(,[a-z0-9-]+:[a-z0-9-]+)*$/).optional(),
  })
  .strict();

interface Dependencies {
  readonly procedures: Pick<ProcedureStore, 'inForce'>;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
  readonly figures: Pick<FigureStore, 'recentDurations'>;
}

type Request = HttpRequest<'public', false, undefined, z.infer<typeof previewPath>, z.infer<typeof previewQuery>>;

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
