import * as z from 'zod';

/** A dossier by its internal id or its issued code. */
const dossierReference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{5,79}$/);
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

export const dossierPath = z.object({ dossierId: dossierReference });
export const stepPath = z.object({ dossierId: dossierReference, stepId: key });
export const consultationPath = z.object({ dossierId: dossierReference, consultationId: key });
export const editionPath = z.object({ edition: z.string().regex(/^[1-9]\d{0,5}$/).transform(Number) });
export const bulkPath = z.object({ bulkId: z.string().regex(/^bh-[0-9a-f]{32}$/) });
export const exportPath = z.object({ exportId: z.string().regex(/^ex-[0-9a-f]{32}$/) });
