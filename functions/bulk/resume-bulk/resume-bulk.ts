import type * as z from 'zod';
import { type BulkHandIn, resumed } from '#domain/bulk/bulk-hand-in';
import { viewBulk } from '#domain/bulk/bulk-view';
import { type BulkMachineTools, findOwnBulk } from '#functions/platform/bulk-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { bulkPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/**
 * Gives a hand-in whose machine was lost another one, which goes on with the chunks that are not done. Nothing while one runs.
 * @throws DomainError bulk-not-found or bulk-over
 */
export async function resumeBulk(tools: BulkMachineTools, request: WriteRequest<undefined, z.infer<typeof bulkPath>>): Promise<HttpAnswer> {
  const { store, machine } = tools;
  const bulk = await findOwnBulk(tools, request.path.bulkId, request);
  const { id, machineEpoch: epoch } = bulk;
  const view = async (as: BulkHandIn) => viewBulk(as, { chunks: await store.chunks(id) });
  if (bulk.state === 'running' && (await machine.isRunning({ id, epoch }))) return { status: 200, body: await view(bulk) };
  const after = resumed(bulk);
  if ((await store.commit(after)) !== 'committed') throw new EdgeProblem('changed-meanwhile');
  await machine.start({ id, epoch: after.machineEpoch });
  return { status: 202, body: await view(after) };
}
