import * as z from 'zod';
import { jobPrincipal } from '#domain/bulk/bulk-hand-in';
import { DomainError } from '#domain/kernel/domain-error';
import { isoInstant } from '#domain/kernel/instant';

/** An export and its parts are kept this long. */
export const EXPORT_KEPT_DAYS = 7;
/** The form of a line and of the manifest; another number when a reader of today would stumble. */
export const EXPORT_SCHEMA_VERSION = 1;

export const exportScope = z.enum(['own', 'agency']);

/** The lists an export walks through, in this order: what the caller owns, or what its agency received and then what it worked on. */
const list = z.enum(['owned', 'received', 'worked']);
export type ExportList = z.infer<typeof list>;

/** Where the next part begins. */
const place = z.object({ list, cursor: z.string().optional() }).strict();
export type ExportPlace = z.infer<typeof place>;

export const exportPart = z
  .object({
    part: z.number().int().positive(),
    /** Unlike that of another run that wrote the same part: what is noted is what is there. */
    name: z.string().max(200),
    sha256: z.string().max(64),
    sizeBytes: z.number().int().positive(),
    dossiers: z.number().int().nonnegative(),
    events: z.number().int().nonnegative(),
  })
  .strict();
export type ExportPart = z.infer<typeof exportPart>;

export const dataExport = z
  .object({
    id: z.string(),
    version: z.number().int().positive(),
    principal: jobPrincipal,
    requestHash: z.string(),
    scope: exportScope,
    state: z.enum(['running', 'finished']),
    createdAt: isoInstant,
    expiresAt: isoInstant,
    machineEpoch: z.number().int().positive(),
    /** Absent when there is nothing left to walk through. */
    next: place.optional(),
    parts: z.number().int().nonnegative(),
    dossiers: z.number().int().nonnegative(),
    events: z.number().int().nonnegative(),
    finishedAt: isoInstant.optional(),
  })
  .strict();
export type DataExport = z.infer<typeof dataExport>;

/** The list after this one, if the export has one. */
export function listAfter(current: ExportList): ExportPlace | undefined {
  return current === 'received' ? { list: 'worked' } : undefined;
}

export function firstPlace(scope: DataExport['scope']): ExportPlace {
  return { list: scope === 'own' ? 'owned' : 'received' };
}

/** One more part is written; `part` is absent when the page had nothing the caller may read. */
export function afterPart(order: DataExport, { part, next }: { readonly part: ExportPart | undefined; readonly next: ExportPlace | undefined }): DataExport {
  const { next: _before, ...rest } = order;
  return {
    ...rest,
    version: order.version + 1,
    parts: order.parts + (part === undefined ? 0 : 1),
    dossiers: order.dossiers + (part?.dossiers ?? 0),
    events: order.events + (part?.events ?? 0),
    ...(next !== undefined && { next }),
  };
}

export function exportFinished(order: DataExport, now: string): DataExport {
  return { ...order, version: order.version + 1, state: 'finished', finishedAt: now };
}

/**
 * Another run takes over where the last one was lost.
 * @throws DomainError export-over when it is finished
 */
export function exportResumed(order: DataExport): DataExport {
  if (order.state !== 'running') {
    throw new DomainError({
      kind: 'forbidden-by-state',
      code: 'export-over',
      mend: { vi: 'Lần xuất dữ liệu này đã xong; hãy đọc lại để lấy liên kết tải về.', en: 'This export is finished; read it for its links.' },
    });
  }
  return { ...order, version: order.version + 1, machineEpoch: order.machineEpoch + 1 };
}

export function exportNotFound(): DomainError {
  return new DomainError({ kind: 'not-found', code: 'export-not-found', mend: { vi: 'Không tìm thấy lần xuất dữ liệu này; hãy kiểm tra lại mã.', en: 'There is no such export; check its id.' } });
}
