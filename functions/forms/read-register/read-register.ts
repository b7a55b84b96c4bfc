import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { leadOf } from '#domain/documents/forms/control-sheet-data';
import { registerContent, type RegisterData, type RegisteredDossier } from '#domain/documents/forms/register-data';
import { fillTemplate } from '#domain/documents/fill-template';
import { MAX_REGISTER_LINES, registerPeriod, registerTooLong } from '#domain/documents/register-period';
import type { DocumentLanguage, DocumentRenderer } from '#domain/documents/rendering';
import type { SpreadsheetWriter } from '#domain/documents/spreadsheet';
import { templateInForce } from '#domain/documents/templates';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { Authoriser } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { documentAnswer } from '#functions/platform/document-answer';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpCall, ReadRequest } from '#functions/platform/http-request';
import type { agencyPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';
import { agenciesNamed } from '#functions/platform/render-form';
import { type registerQuery, XLSX } from './contract.ts';

interface Dependencies {
  readonly store: Pick<DossierStore, 'received' | 'countReceived' | 'load' | 'events'>;
  readonly procedures: Pick<ProcedureStore, 'version'>;
  readonly agencies: Pick<AgencyStore, 'find'>;
  readonly authoriser: Authoriser;
  readonly renderer: DocumentRenderer;
  readonly spreadsheets: SpreadsheetWriter;
}

type Request = Pick<ReadRequest<z.infer<typeof agencyPath>, z.infer<typeof registerQuery>>, 'principal' | 'path' | 'query' | 'now'>;

/** The register of what an agency received in a period, numbered continuously within the year. */
export async function readRegister(deps: Dependencies, { principal, path, query, now }: Request, { accept }: Pick<HttpCall, 'accept'>): Promise<HttpAnswer> {
  const agency = path.agencyCode;
  if (!deps.authoriser.authorise({ principal, action: 'ReadRegister', resource: { agency } })) throw new EdgeProblem('not-allowed');
  const { language, to = dayOfReceipt(now) } = query;
  const from = query.from ?? `${to.slice(0, 7)}-01`;
  const period = registerPeriod(from, to);
  const [{ rows, cursor }, before] = await Promise.all([
    deps.store.received(agency, { limit: MAX_REGISTER_LINES, from: period.from, until: period.until }),
    deps.store.countReceived(agency, { from: period.yearStartsAt, until: period.from }),
  ]);
  if (cursor !== undefined) throw registerTooLong();
  const entries = await registered(deps, { ids: rows, before, language });
  const agencies = await agenciesNamed(deps.agencies, [agency, ...entries.map(({ leadAgency }) => leadAgency)]);
  const at = toIso(now);
  const data = registerContent(entries, { agencies, language }, { agency, from, to, at });
  const fileName = `register-${agency}-${from}-${to}`;
  if (accept.includes(XLSX)) return documentAnswer({ bytes: await workbook(deps.spreadsheets, data, { language, to }), contentType: XLSX, fileName: `${fileName}.xlsx` });
  const { id, version } = templateInForce('register', to);
  const { pdf } = await deps.renderer.render({ template: { id, version }, language, data, madeAt: at });
  return documentAnswer({ bytes: pdf, contentType: 'application/pdf', fileName: `${fileName}.pdf` });
}

interface Wanted {
  readonly ids: readonly string[];
  /** How many were received in the year before them. */
  readonly before: number;
  readonly language: DocumentLanguage;
}

/** So many dossiers are read at a time: enough to be quick, too few to be throttled. */
const AT_ONCE = 25;

async function registered(deps: Dependencies, { ids, before, language }: Wanted): Promise<RegisteredDossier[]> {
  const found: RegisteredDossier[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = await Promise.all(ids.slice(start, start + AT_ONCE).map((id, index) => entryOf(deps, id, { number: before + start + index + 1, language })));
    found.push(...some.flat());
  }
  return found;
}

async function entryOf({ store, procedures }: Dependencies, id: string, { number, language }: { readonly number: number; readonly language: DocumentLanguage }): Promise<RegisteredDossier[]> {
  const dossier = await store.load(id);
  if (dossier === undefined || dossier.status === 'draft') return [];
  const procedure = await procedures.version(dossier.procedure.code, dossier.procedure.version);
  const leadAgency = (procedure === undefined ? undefined : leadOf({ dossier, procedure })) ?? dossier.receivingAgency;
  const method = dossier.status === 'returned' ? await handOverMethod(store, dossier) : undefined;
  return [{ dossier, procedureName: procedure?.name[language] ?? dossier.procedure.code, leadAgency, method, number }];
}

/** The hand-over is among the last things that happen to a dossier. */
async function handOverMethod(store: Pick<DossierStore, 'events'>, { id, version }: { readonly id: string; readonly version: number }): Promise<RegisteredDossier['method']> {
  const last = await store.events(id, { afterSeq: Math.max(0, version - AT_ONCE), limit: AT_ONCE });
  return last.flatMap(({ event }) => (event.type === 'ResultHandedOver' ? [event.method] : [])).at(-1);
}

async function workbook(spreadsheets: SpreadsheetWriter, data: RegisterData, { language, to }: { readonly language: DocumentLanguage; readonly to: string }): Promise<Uint8Array> {
  const { title, blocks } = fillTemplate(templateInForce('register', to), { language, data });
  const heading = blocks.flatMap((block) => (block.kind === 'title' ? [block.text, ...(block.subtitle === undefined ? [] : [block.subtitle])] : []));
  const table = blocks.find((block) => block.kind === 'table');
  if (table === undefined) throw new Error('The template of the register has no table.');
  return spreadsheets.write({ name: title, heading: [data.agency.name, ...heading], table });
}
