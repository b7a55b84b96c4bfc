import type * as z from 'zod';
import { requireAwaitingFile } from '#domain/bulk/bulk-hand-in';
import { type BulkTools, findOwnBulk } from '#functions/platform/bulk-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { bulkPath } from '#functions/platform/paths';
import type { WantedPapers } from './contract.ts';

/** Grants the upload of papers that rows will name. Nothing is recorded: what was uploaded is found by its SHA-256. */
export async function grantBulkPapers(tools: BulkTools, request: WriteRequest<WantedPapers, z.infer<typeof bulkPath>>): Promise<HttpAnswer> {
  const { body, path } = request;
  const bulk = await findOwnBulk(tools, path.bulkId, request);
  requireAwaitingFile(bulk);
  const papers = await Promise.all(body.papers.map(async (paper) => ({ sha256: paper.sha256, upload: await tools.files.grantPaper(bulk.id, paper) })));
  return { status: 201, body: { bulkId: bulk.id, papers } };
}
