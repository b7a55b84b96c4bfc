import * as z from 'zod';
import { fetchGrantView } from '#domain/bulk/bulk-view';
import type { FetchGrant } from '#domain/bulk/bulk-files';
import { type DataExport, EXPORT_SCHEMA_VERSION, exportPart, type ExportPart, exportScope } from '#domain/exports/data-export';
import { isoInstant } from '#domain/kernel/instant';

const count = z.number().int().nonnegative();

/** An export as its owner reads it; links only when it is finished, and each for ten minutes. */
export const exportView = z
  .object({
    id: z.string().max(80),
    version: z.number().int().positive(),
    scope: exportScope,
    state: z.enum(['running', 'finished']),
    createdAt: isoInstant,
    expiresAt: isoInstant,
    finishedAt: isoInstant.optional(),
    progress: z.object({ dossiers: count, events: count, parts: count }).strict(),
    manifest: fetchGrantView.optional(),
    parts: z.array(exportPart.omit({ part: true, events: true }).extend(fetchGrantView.shape).strict()).max(10_000).optional(),
  })
  .strict()
  .meta({ id: 'Export' });
export type ExportView = z.infer<typeof exportView>;

interface Links {
  readonly manifest: FetchGrant;
  readonly parts: readonly (ExportPart & FetchGrant)[];
}

export function viewExport({ id, version, scope, state, createdAt, expiresAt, finishedAt, dossiers, events, parts }: DataExport, links?: Links): ExportView {
  return {
    id,
    version,
    scope,
    state,
    createdAt,
    expiresAt,
    ...(finishedAt !== undefined && { finishedAt }),
    progress: { dossiers, events, parts },
    ...(links !== undefined && {
      manifest: { ...links.manifest },
      parts: links.parts.map(({ name, sha256, sizeBytes, dossiers: held, url, expiresAt: until }) => ({ name, sha256, sizeBytes, dossiers: held, url, expiresAt: until })),
    }),
  };
}

/** What lies beside the parts and says what they hold. */
export function exportManifest(order: DataExport, parts: readonly ExportPart[]) {
  const { id, scope, principal, createdAt, finishedAt, dossiers, events } = order;
  return {
    schemaVersion: EXPORT_SCHEMA_VERSION,
    exportId: id,
    scope,
    ...(scope === 'agency' && principal.agency !== undefined ? { agency: principal.agency } : {}),
    createdAt,
    finishedAt,
    format: 'gzip JSON Lines; one dossier a line: schemaVersion, dossier as GET /v1/dossiers/{dossierId} shows it to the caller, events as its history does',
    counts: { dossiers, events, parts: parts.length },
    parts: parts.map(({ name, sha256, sizeBytes, dossiers: held, events: told }) => ({ name, sha256, sizeBytes, dossiers: held, events: told })),
  };
}
