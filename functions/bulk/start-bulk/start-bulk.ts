import type * as z from 'zod';
import { type BulkHandIn, fileNotUploaded, started } from '#domain/bulk/bulk-hand-in';
import { viewBulk } from '#domain/bulk/bulk-view';
import { toIso } from '#domain/kernel/instant';
import { type BulkMachineTools, findOwnBulk } from '#functions/platform/bulk-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { bulkPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';

/**
 * Starts the machine over the file as it lies there now. A call cut off between the note and the machine is repeated:
 * while it runs, starting the same run again does nothing.
 * @throws DomainError bulk-not-found or bulk-file-not-uploaded
 */
export async function startBulk(tools: BulkMachineTools, request: WriteRequest<undefined, z.infer<typeof bulkPath>>): Promise<HttpAnswer> {
  const bulk = await findOwnBulk(tools, request.path.bulkId, request);
  if (bulk.state === 'awaiting-file') return begin(tools, bulk, request);
  if (bulk.state === 'running') await tools.machine.start({ id: bulk.id, epoch: bulk.machineEpoch });
  return { status: 200, body: viewBulk(bulk, { chunks: await tools.store.chunks(bulk.id) }) };
}

async function begin({ store, files, machine }: BulkMachineTools, bulk: BulkHandIn, { ifMatch, now }: Pick<WriteRequest, 'ifMatch' | 'now'>): Promise<HttpAnswer> {
  if (ifMatch !== undefined && ifMatch !== bulk.version) throw new EdgeProblem('stale-version');
  const file = await files.inspectRows(bulk.id);
  if (file === undefined) throw fileNotUploaded('not uploaded');
  if (file.sha256 !== bulk.sha256 || file.sizeBytes !== bulk.sizeBytes) throw fileNotUploaded('not the bytes announced');
  const after = started(bulk, { objectVersion: file.objectVersion, now: toIso(now) });
  if ((await store.commit(after)) !== 'committed') throw new EdgeProblem('changed-meanwhile');
  await machine.start({ id: after.id, epoch: after.machineEpoch });
  return { status: 202, body: viewBulk(after, {}) };
}
