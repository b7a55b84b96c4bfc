import type * as z from 'zod';
import type { DataExport } from '#domain/exports/data-export';
import type { ExportFiles } from '#domain/exports/export-files';
import { viewExport } from '#domain/exports/export-view';
import { type ExportTools, findOwnExport } from '#functions/platform/export-tools';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import type { exportPath } from '#functions/platform/paths';

interface Dependencies extends ExportTools {
  readonly files: ExportFiles;
}

/** How far it is; when it is finished, a link to each part and to what says what they hold. */
export async function readExport(deps: Dependencies, request: ReadRequest<z.infer<typeof exportPath>>): Promise<HttpAnswer> {
  const order = await findOwnExport(deps, request.path.exportId, request);
  return { status: 200, body: viewExport(order, order.state === 'finished' ? await linksOf(deps, order) : undefined) };
}

async function linksOf({ exports, files }: Dependencies, { id }: DataExport) {
  const [manifest, parts] = await Promise.all([files.grantFetch(id, 'manifest.json'), exports.parts(id)]);
  return { manifest, parts: await Promise.all(parts.map(async (part) => ({ ...part, ...(await files.grantFetch(id, part.name)) }))) };
}
