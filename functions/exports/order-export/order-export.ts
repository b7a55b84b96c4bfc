import { orderedBy } from '#domain/bulk/bulk-hand-in';
import { type DataExport, EXPORT_KEPT_DAYS, firstPlace } from '#domain/exports/data-export';
import { viewExport } from '#domain/exports/export-view';
import { toIso } from '#domain/kernel/instant';
import { type ExportMachineTools, mayExport } from '#functions/platform/export-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { ExportOrder } from './contract.ts';

/** Orders an export and starts its machine. The same key gives the same export, and its machine if it never started. */
export async function orderExport({ exports, authoriser, machine }: ExportMachineTools, { principal, body, idempotency, now }: WriteRequest<ExportOrder>): Promise<HttpAnswer> {
  if (!mayExport(authoriser, principal, body.scope)) throw new EdgeProblem('not-allowed');
  const wanted: DataExport = {
    id: `ex-${idempotency.scope.slice(0, 32)}`,
    version: 1,
    principal: orderedBy(principal),
    requestHash: idempotency.requestHash,
    scope: body.scope,
    state: 'running',
    createdAt: toIso(now),
    expiresAt: toIso(now.add({ hours: EXPORT_KEPT_DAYS * 24 })),
    machineEpoch: 1,
    next: firstPlace(body.scope),
    parts: 0,
    dossiers: 0,
    events: 0,
  };
  const order = await exports.create(wanted);
  if (order.requestHash !== idempotency.requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
  if (order.state === 'running') await machine.start({ id: order.id, epoch: order.machineEpoch });
  return { status: 201, body: viewExport(order), headers: { location: `/v1/exports/${order.id}` } };
}
