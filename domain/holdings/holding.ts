import * as z from 'zod';
import { dossierId, paper } from '#domain/dossiers/parts';
import { isoInstant } from '#domain/kernel/instant';
import { bilingualText } from '#domain/kernel/text';

export const holdingId = z
  .string()
  .regex(/^hd-[0-9]{17}-[0-9a-z]{26,40}-[0-9a-z-]{1,100}$/)
  .meta({ description: 'The id of a thing in the electronic store.', examples: ['hd-20261126013000000-0a1b2c3d4e5f60718293a4b5c6d7e8f9-0123456789abcdef0123456789abcdef'] });

/** A thing in somebody's electronic store (Kho quản lý dữ liệu điện tử, domain.md §2.5): a paper once handed in, or a result once given. */
export const holding = z
  .object({
    id: holdingId,
    /** Whose store it lies in: an account's subject, or `identity:` and a proved number. */
    ownerId: z.string().max(200),
    kind: z.enum(['held-paper', 'held-result']),
    /** The slot it was handed in under, or the type of the result: what the `holdings` of a procedure name. */
    type: z.string().max(100),
    name: bilingualText,
    fileName: paper.shape.fileName,
    contentType: paper.shape.contentType,
    sizeBytes: paper.shape.sizeBytes,
    sha256: paper.shape.sha256,
    vault: z.object({ key: z.string().max(300), version: z.string().max(1024) }).strict(),
    validFrom: z.iso.date(),
    /** Absent for what does not expire. */
    validUntil: z.iso.date().exactOptional(),
    provenance: z.object({ dossierId, dossierCode: z.string().max(60), agency: z.string().max(35), issuedAt: isoInstant }).strict(),
  })
  .strict();
export type Holding = z.infer<typeof holding>;

/** The same as its owner sees it: not where it lies. */
export const shownHolding = holding.omit({ ownerId: true, vault: true }).meta({ id: 'Holding', description: 'A paper once handed in, or a result once given, that its owner may use again.' });

export function holdingView({ ownerId: _mine, vault: _place, ...shown }: Holding): z.infer<typeof shownHolding> {
  return shown;
}

/** The same thing has the same id however often its dossier is looked at, and ids stand in the order of time. */
export function idOfHolding({ issuedAt, dossierId: of, itemId }: { readonly issuedAt: string; readonly dossierId: string; readonly itemId: string }): string {
  return `hd-${issuedAt.replaceAll(/\D/g, '')}-${of.replace(/^ds-/, '')}-${itemId.replace(/^pp-/, '')}`;
}
