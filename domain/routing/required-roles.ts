import { resolveRole } from '#domain/agencies/agency-register';
import type { Agency, Place } from '#domain/agencies/agency';
import { DomainError } from '#domain/kernel/domain-error';
import type { Choices, ProcedureDefinition } from '#domain/procedures/procedure';
import { stepsFor } from '#domain/routing/next-stage';

/** Every role the dossier will need: those of its steps, and those its steps may consult. */
export function requiredRoles(procedure: ProcedureDefinition, choices: Choices): string[] {
  const steps = procedure.stages.flatMap((stage) => stepsFor(stage, choices));
  return [...new Set(steps.flatMap((step) => [step.agencyRole, ...step.consultations.flatMap((each) => each.agencyRoles)]))];
}

interface Routing {
  readonly procedure: ProcedureDefinition;
  readonly choices: Choices;
  readonly place: Place;
  /** Every agency that serves the place. */
  readonly agencies: readonly Agency[];
}

/**
 * Fixes at hand-in which agency stands for each role at the applicant's place.
 * Refuses the hand-in when nobody does: a dossier must never wait for an agency that does not exist.
 */
export function resolveRoles({ procedure, choices, place, agencies }: Routing): Record<string, string> {
  const resolved = requiredRoles(procedure, choices).map((role) => ({ role, agency: resolveRole(agencies, role, place)?.code }));
  const missing = resolved.filter((each) => each.agency === undefined).map((each) => each.role);
  if (missing.length > 0) {
    throw new DomainError({
      kind: 'rule-broken',
      code: 'no-agency-for-role',
      mend: {
        vi: `Chưa có cơ quan phụ trách tại địa bàn này: ${missing.join(', ')}. Đề nghị quản trị viên đăng ký cơ quan.`,
        en: `No agency serves this place for: ${missing.join(', ')}. Ask an administrator to register one.`,
      },
      fields: missing.map((role) => ({ pointer: '/place', problem: `no agency for role ${role}` })),
    });
  }
  return Object.fromEntries(resolved.flatMap(({ role, agency }) => (agency === undefined ? [] : [[role, agency]])));
}
