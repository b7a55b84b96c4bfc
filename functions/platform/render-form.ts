import type { AgencyStore } from '#domain/agencies/agency-store';
import type { Agency } from '#domain/agencies/agency';
import { type DossierForm, formContent, formNotReached } from '#domain/documents/forms/dossier-forms';
import type { FormSource } from '#domain/documents/forms/form-source';
import type { DocumentLanguage, DocumentRenderer, RenderedDocument } from '#domain/documents/rendering';
import { templateInForce } from '#domain/documents/templates';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { evolve } from '#domain/dossiers/evolve';
import { Temporal } from '#domain/kernel/temporal';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { allEvents } from '#functions/platform/all-events';

export interface FormTools {
  readonly store: Pick<DossierStore, 'events'>;
  readonly procedures: Pick<ProcedureStore, 'version'>;
  readonly agencies: Pick<AgencyStore, 'find'>;
  readonly renderer: DocumentRenderer;
}

export interface FormOrder {
  readonly form: DossierForm;
  readonly language: DocumentLanguage;
  /** Makes the text of the QR code, where the form has one, from the dossier as it was when that happened which the form tells of. */
  readonly qrFor?: ((then: FiledDossier) => Promise<string>) | undefined;
}

/** A form whose time has come, before it is drawn. */
export interface ReadyForm {
  /** The event it tells of: the same form told of another is another document. */
  readonly seq: number;
  readonly template: { readonly id: string; readonly version: number };
  readonly draw: () => Promise<RenderedDocument>;
}

/**
 * A form drawn from the record: the same record, form, language and QR text give the same bytes, whoever asks and whenever.
 * @throws DomainError form-not-reached when what it tells of has not happened; document-data-missing
 */
export async function renderForm(tools: FormTools, dossier: Dossier, order: FormOrder): Promise<RenderedDocument> {
  return (await readyForm(tools, dossier, order)).draw();
}

/**
 * What a form tells of, and how to draw it: for who may have the drawing already.
 * @throws DomainError form-not-reached when what it tells of has not happened
 */
export async function readyForm(tools: FormTools, dossier: Dossier, { form, language, qrFor }: FormOrder): Promise<ReadyForm> {
  if (dossier.status === 'draft') throw formNotReached();
  const source = await formSource(tools, dossier, language);
  const { data, madeAt, seq } = formContent(form, source);
  const { id, version } = templateInForce(form, dayOfReceipt(Temporal.Instant.from(madeAt)));
  const template = { id, version };
  const draw = async () => {
    const qr = await qrFor?.(asItWas(source, seq));
    return tools.renderer.render({ template, language, data, madeAt, ...(qr !== undefined && { qr }) });
  };
  return { seq, template, draw };
}

/** The dossier after one of its events. */
function asItWas({ dossier, events }: FormSource, seq: number): FiledDossier {
  const then = events.filter((each) => each.seq <= seq).reduce<Dossier | undefined>((before, each) => evolve(before, each, dossier.application), undefined);
  if (then === undefined || then.status === 'draft') throw formNotReached();
  return then;
}

/** All that forms and results about a dossier are made of. */
export async function formSource(tools: Omit<FormTools, 'renderer'>, dossier: FiledDossier, language: DocumentLanguage): Promise<FormSource> {
  const codes = [dossier.receivingAgency, ...Object.values(dossier.steps).map(({ agency }) => agency)];
  const [events, procedure, agencies] = await Promise.all([
    allEvents(tools.store, dossier.id),
    tools.procedures.version(dossier.procedure.code, dossier.procedure.version),
    agenciesNamed(tools.agencies, codes),
  ]);
  if (procedure === undefined) throw procedureNotFound();
  return { dossier, events, procedure, agencies, language };
}

/** The agencies of these codes and the bodies right above them. */
export async function agenciesNamed(register: Pick<AgencyStore, 'find'>, codes: readonly string[]): Promise<ReadonlyMap<string, Agency>> {
  const found = await findAll(register, codes);
  const parents = await findAll(register, found.flatMap(({ parent }) => (parent === undefined ? [] : [parent])));
  return new Map([...parents, ...found].map((agency) => [agency.code, agency]));
}

async function findAll(register: Pick<AgencyStore, 'find'>, codes: readonly string[]): Promise<Agency[]> {
  const found = await Promise.all([...new Set(codes)].map((code) => register.find(code)));
  return found.filter((agency) => agency !== undefined);
}
