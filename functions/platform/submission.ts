import type { AgencyStore } from '#domain/agencies/agency-store';
import type { FoundPaper, SubmitDossier } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { dayOfReceipt, printDossierCode } from '#domain/dossiers/dossier-code';
import type { CodeCounter } from '#domain/dossiers/dossier-store';
import { submit } from '#domain/dossiers/moves/submit';
import type { Actor } from '#domain/dossiers/parts';
import { resolveRoles } from '#domain/routing/required-roles';

interface Submitting {
  readonly dossier: Dossier;
  readonly context: DecisionContext;
  readonly by: Actor;
  readonly found: readonly FoundPaper[];
}

/**
 * The hand-in without its code: the agencies of every step are fixed, and whatever there is to refuse is refused now.
 * @throws DomainError what the procedure or the state forbids
 */
export async function rehearseSubmission({ agencies }: { readonly agencies: Pick<AgencyStore, 'serving'> }, { dossier, context, by, found }: Submitting): Promise<SubmitDossier> {
  const { place, choices } = dossier;
  const roles = resolveRoles({ procedure: context.procedure, choices, place, agencies: await agencies.serving(place) });
  const rehearsal: SubmitDossier = { type: 'submit', by, code: '', roles, found };
  submit(dossier, rehearsal, context);
  return rehearsal;
}

/** Draws the code, when nothing is left to refuse: numbers may have gaps (D8), but not one for every mistake. */
export async function withCode({ codes }: { readonly codes: CodeCounter }, rehearsal: SubmitDossier, { dossier, context }: Pick<Submitting, 'dossier' | 'context'>): Promise<SubmitDossier> {
  const { receivingAgency: agency } = dossier;
  const day = dayOfReceipt(context.now);
  return { ...rehearsal, code: printDossierCode({ agency, day, sequence: await codes.next(agency, day) }) };
}
