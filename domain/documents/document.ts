import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
const agency = z.string().max(35);
const points = z.number().min(-14_400).max(14_400);

/** The id of a document, the same from its draft to its issue. */
export const documentId = z.string().regex(/^doc-[0-9a-f]{24}$/).meta({ description: 'The id of the document, as the dossier lists it.', examples: ['doc-0a1b2c3d4e5f60718293a4b5'] });

/** Whose signature a document needs, in the order of signing; people by their subject, never by name. */
export const documentSigner = z
  .object({
    capacity: z.enum(['officer', 'agency']),
    agency,
    /** The one person who may sign, or who did; where nobody is named the agency's head, and for its own signature its clerk. */
    officer: z.string().min(1).max(200).optional(),
    state: z.enum(['waiting', 'signed', 'refused']),
    signedAt: isoInstant.optional(),
    /** B-T: a timestamp authority proves when. */
    level: z.enum(['B-B', 'B-T']).optional(),
    /** Who was to sign first, when that was handed on within the agency; the oldest first. */
    delegations: z.array(z.object({ from: z.string().max(200), to: z.string().max(200), at: isoInstant }).strict()).max(20),
  })
  .strict();
export type DocumentSignerLine = z.infer<typeof documentSigner>;

/** The bytes that are the document now, and under which revision they lie in the vault. */
export const documentFile = z
  .object({
    revision: z.number().int().nonnegative(),
    versionId: z.string().min(1).max(1024),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sizeBytes: z.number().int().positive(),
  })
  .strict();
export type DocumentFile = z.infer<typeof documentFile>;

/** Where the template left room for a visible signature. */
const place = z
  .object({
    capacity: z.enum(['officer', 'agency']),
    pageIndex: z.number().int().nonnegative().max(10_000),
    rectangle: z.object({ x: points, y: points, width: points, height: points }).strict(),
  })
  .strict();

/** By when the next signature is due, counted in working time of the agency's calendar. */
export const signingDates = z.object({ remindAt: isoInstant, dueAt: isoInstant }).strict();
export type SigningDates = z.infer<typeof signingDates>;

/**
 * What an agency writes in a dossier, from its draft to its issue. The words in it lie in the vault's PDF only: they are
 * personal data, and no event or item carries them.
 */
export const document = z
  .object({
    id: documentId,
    kind: z.enum(['result', 'form-04']),
    /** Of a result: its type in the procedure. */
    resultType: id.optional(),
    stepId: id.optional(),
    agency,
    template: z.object({ id, version: z.number().int().positive() }).strict(),
    language: z.enum(['vi', 'en']),
    /** Number and notation of the document (Decree 30/2020/NĐ-CP). */
    notation: z.string().max(200).optional(),
    places: z.array(place).max(20),
    signers: z.array(documentSigner).min(1).max(10),
    state: z.enum(['signing', 'issued', 'refused', 'withdrawn']),
    /** Bumped by every change; the signing machine waits on condition that it is still the decided one. */
    revision: z.number().int().positive(),
    file: documentFile,
    draftedAt: isoInstant,
    remindAt: isoInstant,
    dueAt: isoInstant,
    remindedAt: isoInstant.optional(),
    lateAt: isoInstant.optional(),
    issuedAt: isoInstant.optional(),
    /** Why a signer refused. */
    reasons: z.array(z.string().max(1000)).max(20),
  })
  .strict();
export type Document = z.infer<typeof document>;

/** Whose signature is awaited now: nobody's once it is issued, refused or withdrawn. */
export function turnOf({ state, signers }: Pick<Document, 'state' | 'signers'>): { readonly index: number; readonly signer: DocumentSignerLine } | undefined {
  const index = signers.findIndex((each) => each.state === 'waiting');
  const signer = signers[index];
  return state !== 'signing' || signer === undefined ? undefined : { index, signer };
}
