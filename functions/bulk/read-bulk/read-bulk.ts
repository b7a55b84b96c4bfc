import type * as z from 'zod';
import type { BulkHandIn } from '#domain/bulk/bulk-hand-in';
import { viewBulk } from '#domain/bulk/bulk-view';
import { type BulkTools, findOwnBulk } from '#functions/platform/bulk-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { bulkPath } from '#functions/platform/paths';

/** How far it is, and the answers when there are any. */
export async function readBulk(tools: BulkTools, request: ReadRequest<z.infer<typeof bulkPath>>): Promise<HttpAnswer> {
  const bulk = await findOwnBulk(tools, request.path.bulkId, request);
  const chunks = await tools.store.chunks(bulk.id);
  return { status: 200, body: viewBulk(bulk, { chunks, files: bulk.state === 'finished' ? await answersOf(tools, bulk) : undefined }) };
}

async function answersOf({ files }: BulkTools, { id, format }: BulkHandIn) {
  const [accepted, refused] = await Promise.all([files.grantFetch(id, 'accepted', 'accepted.jsonl'), files.grantFetch(id, 'refused', `refused.${format}`)]);
  return { accepted, refused };
}
