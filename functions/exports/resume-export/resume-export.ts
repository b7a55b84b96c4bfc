import type * as z from 'zod';
import { exportResumed } from '#domain/exports/data-export';
import { viewExport } from '#domain/exports/export-view';
import { type ExportMachineTools, findOwnExport } from '#functions/platform/export-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { exportPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/**
 * Gives an export whose machine was lost another one, which goes on behind the last part noted. Nothing while one runs.
 * @throws DomainError export-not-found or export-over
 */
export async function resumeExport(tools: ExportMachineTools, request: WriteRequest<undefined, z.infer<typeof exportPath>>): Promise<HttpAnswer> {
  const { exports, machine } = tools;
  const order = await findOwnExport(tools, request.path.exportId, request);
  const { id, machineEpoch: epoch } = order;
  if (order.state === 'running' && (await machine.isRunning({ id, epoch }))) return { status: 200, body: viewExport(order) };
  const after = exportResumed(order);
  if ((await exports.commit(after)) !== 'committed') throw new EdgeProblem('changed-meanwhile');
  await machine.start({ id, epoch: after.machineEpoch });
  return { status: 202, body: viewExport(after) };
}
