import * as z from 'zod';

/** Levels of government since 1 July 2025; `district` only marks historic data (domain.md §1.4). */
const agencyLevel = z.enum(['ministry', 'province', 'commune', 'district-historic']);

/** The electronic identification code in its present form, `H26.16`. */
export const agencyCode = z.string().regex(/^[A-Y]\d{2}(\.[0-9A-Z]+)*$/).max(35);

/**
 * One body in the register. `code` is the electronic identification code in the new format
 * (Decision 20/2020/QĐ-TTg Art. 4); the same word prefixes its dossiers' codes (D13).
 */
export const agency = z
  .object({
    code: agencyCode,
    /** The QCVN 102 form of the code where the body had one, e.g. `000.00.16.H26`. */
    formerCode: z.string().max(35).optional(),
    name: z.object({ vi: z.string().min(1).max(300), en: z.string().min(1).max(300) }).strict(),
    /** The place its documents are dated at, e.g. "An Hòa" (Decree 30/2020/NĐ-CP, Annex I). */
    seat: z.object({ vi: z.string().min(1).max(100), en: z.string().min(1).max(100) }).strict().optional(),
    /** Where people who hold one of its documents may call. */
    phone: z.string().regex(/^\+?[0-9 ]{8,20}$/).optional(),
    level: agencyLevel,
    parent: z.string().max(35).optional(),
    /** What it is in procedures: `one-stop`, `commune-police`, `social-insurance` … A procedure names roles, never agencies. */
    roles: z.array(z.string().max(100).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)).max(30),
    /** Codes of the places (communes, provinces) whose applicants it serves. */
    serves: z.array(z.string().regex(/^[A-Z0-9.-]{1,35}$/)).max(400),
    /** What it can be sent: tasks by signed webhook, by its inbox on the desk, documents by the axis. */
    receives: z.array(z.enum(['webhook', 'inbox', 'document-axis'])).min(1).max(3),
  })
  .strict()
  .meta({ id: 'Agency', description: 'One body in the register of agencies.' });
export type Agency = z.infer<typeof agency>;

/** Where an applicant's matter belongs; both are codes of the register of places. */
export interface Place {
  readonly commune: string;
  readonly province: string;
}
