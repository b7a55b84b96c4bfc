import type { ProcedureDefinition } from '#domain/procedures/procedure';
import type { DossierMoment } from '#domain/national-portal/dossier-moment';

/** What a record tells besides the dossier itself. */
export interface PortalContext {
  readonly procedure: ProcedureDefinition;
  /** Vietnamese names by agency code; an agency that is not in it is told by its code. */
  readonly agencyNames: ReadonlyMap<string, string>;
}

export function agencyName({ agencyNames }: Pick<PortalContext, 'agencyNames'>, code: string): string {
  return agencyNames.get(code) ?? code;
}

/** Every agency whose name a record of this moment may tell. */
export function agenciesOf({ after, recorded, supplements }: DossierMoment): readonly string[] {
  const { by } = recorded;
  const steps = Object.values(after.steps).map((step) => step.agency);
  return [...new Set([after.receivingAgency, ...steps, ...supplements.map(({ askedBy }) => askedBy), ...(by.agency === undefined ? [] : [by.agency])])];
}
