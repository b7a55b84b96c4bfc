import type { CreateDossier } from '#domain/dossiers/command';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { recordEvents } from '#domain/dossiers/record-events';
import { dossierResource } from '#domain/dossiers/resource';
import { wakeAt } from '#domain/dossiers/wake';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { chainTools } from '#functions/platform/chain-tools';
import type { ChangeDossierTools } from '#functions/platform/change-dossier';
import { commitOnce, type PreparedChange } from '#functions/platform/commit-once';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';

export interface DossierStartOrder {
  readonly procedureCode: string;
  readonly request: WriteRequest;
  readonly command: (id: string, procedure: ProcedureDefinition) => CreateDossier | Promise<CreateDossier>;
  readonly respond: (dossier: Dossier) => HttpAnswer;
}

/**
 * Starts a dossier under the version of its procedure in force today. Its id follows from the idempotency scope,
 * so that a repeated call can never start a second one.
 * @throws DomainError procedure-not-in-force, or what the procedure forbids
 * @throws EdgeProblem not-allowed or idempotency-key-reused
 */
export async function startDossier(tools: ChangeDossierTools, order: DossierStartOrder): Promise<HttpAnswer> {
  const { idempotency } = order.request;
  return commitOnce(tools.store, { idempotency, prepare: () => prepareStart(tools, order), respond: order.respond });
}

async function prepareStart(tools: ChangeDossierTools, order: DossierStartOrder): Promise<PreparedChange> {
  const { request, procedureCode } = order;
  const procedure = await tools.procedures.inForce(procedureCode, dayOfReceipt(request.now));
  if (procedure === undefined) throw notInForce();
  const id = `ds-${request.idempotency.scope.slice(0, 32)}`;
  const command = await order.command(id, procedure);
  const context = { now: request.now, calendars: await tools.calendars.inForce(), procedure };
  const events = decide(await tools.store.load(id), command, context);
  const recording = { dossierId: id, at: toIso(request.now), by: command.by, application: command.application, chain: chainTools };
  const { after, recorded } = recordEvents(undefined, events, recording);
  const isAllowed = tools.authoriser.authorise({ principal: request.principal, action: 'CreateDossier', resource: dossierResource(after) });
  if (!isAllowed) throw new EdgeProblem('not-allowed');
  return { change: { before: undefined, after, events: recorded, wakeAt: wakeAt(after, context) }, dossier: after };
}

/** There is no version of the procedure that governs today. */
export function notInForce(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'procedure-not-in-force',
    mend: { vi: 'Thủ tục này hiện không có hiệu lực; hãy tra cứu danh mục thủ tục.', en: 'This procedure is not in force today; search the catalogue for the one that is.' },
    fields: [{ pointer: '/procedureCode', problem: 'not in force' }],
  });
}
