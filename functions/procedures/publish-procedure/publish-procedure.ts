import type * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';
import type { Authoriser } from '#domain/kernel/authoriser';
import { knownRoles } from '#domain/procedures/known-roles';
import { loadProcedure } from '#domain/procedures/load-procedure';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { definitionBody } from './contract.ts';

interface Dependencies {
  readonly procedures: ProcedureStore;
  readonly authoriser: Authoriser;
}

/**
 * Publishes a version of a procedure after the linter has passed it (D7): no deploy, and never the same version twice
 * with other content. The same content again changes nothing, which makes the write idempotent by itself.
 */
export async function publishProcedure(deps: Dependencies, { principal, body }: WriteRequest<z.infer<typeof definitionBody>>): Promise<HttpAnswer> {
  if (!deps.authoriser.authorise({ principal, action: 'PublishProcedure', resource: undefined })) throw new EdgeProblem('not-allowed');
  const definition = loadProcedure(body, knownRoles);
  const outcome = await deps.procedures.publish(definition);
  if (outcome.kind === 'version-taken') throw versionTaken(definition.version);
  return { status: outcome.kind === 'published' ? 201 : 200, body: { code: definition.code, version: definition.version } };
}

function versionTaken(version: number): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'procedure-version-taken',
    mend: { vi: `Phiên bản ${String(version)} đã được công bố với nội dung khác.`, en: `Version ${String(version)} was published with other content; publish the next version instead.` },
    fields: [{ pointer: '/version', problem: 'already published' }],
  });
}
