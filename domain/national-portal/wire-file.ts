import * as z from 'zod';

/**
 * How a record looks on the portal's wire, as a file: the portal's present schema is not public, so what we read of it
 * is data with its sources, and the next schema is the next file (domain.md §2.4).
 */

/** How sure we are of a field: read in code that talks to the portal, derived from it, or our guess. */
const confidence = z.enum(['sourced', 'derived', 'unverified']);

const common = {
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{1,59}$/),
  /** Which of our named values fills it; null when our record has none that would be true. */
  from: z.string().nullable(),
  required: z.boolean(),
  /** What is sent while the value is not known: nothing at all, an empty text, or no message. */
  unknown: z.enum(['omit', 'empty', 'refuse']),
  /** Of a person: what the portal says is shown without it. */
  personal: z.boolean().default(false),
  source: z.string().min(2),
  confidence,
  /** Why it is filled as it is; always said of a field that is not filled. */
  note: z.string().min(5).optional(),
};

const plainField = z.discriminatedUnion('format', [
  /** Text in NFC. `cut`: longer text ends in "…"; without it a longer text is a fault, as in a code that must be whole. */
  z.object({ ...common, format: z.literal('text'), maxLength: z.number().int().positive().optional(), cut: z.boolean().default(false) }).strict(),
  /** yyyyMMddHHmmss in Asia/Ho_Chi_Minh. */
  z.object({ ...common, format: z.literal('time') }).strict(),
  /** Whole đồng or a whole number, as text. */
  z.object({ ...common, format: z.literal('number') }).strict(),
  /** "0" or "1". */
  z.object({ ...common, format: z.literal('flag') }).strict(),
  /** One of our words, told as the portal's code. */
  z.object({ ...common, format: z.literal('code'), codes: z.record(z.string(), z.string()) }).strict(),
]);

const listField = z.object({ ...common, format: z.literal('list'), items: z.array(plainField).min(1) }).strict();
/** A list within an item of a list. */
const innerField = z.discriminatedUnion('format', [...plainField.options, listField]);
const outerListField = z.object({ ...common, format: z.literal('list'), items: z.array(innerField).min(1) }).strict();
const field = z.discriminatedUnion('format', [...plainField.options, outerListField]);

export type PlainField = z.infer<typeof plainField>;
export type WireField = z.infer<typeof field>;

function isHonest({ from, required, unknown, note }: Pick<WireField, 'from' | 'required' | 'unknown' | 'note'>): boolean {
  return (from !== null || note !== undefined) && !(required && unknown === 'omit');
}

export const recordWire = z
  .object({
    service: z.string(),
    version: z.string().regex(/^v\d+$/),
    readFrom: z.string(),
    /** Whether the call says if the record is new to the portal. */
    tellsIsUpdating: z.boolean(),
    fields: z
      .array(field)
      .min(1)
      .refine((fields) => fields.every(isHonest), 'a field without a value of ours says why, and a required one is never left out'),
  })
  .strict();
export type RecordWire = z.infer<typeof recordWire>;

/** What a reply means for the message that got it. */
const meaning = z.enum(['done', 'exists', 'unknown-dossier', 'session-over', 'try-again', 'refused']);
export type ReplyMeaning = z.infer<typeof meaning>;

export const callWire = z
  .object({
    version: z.string().regex(/^v\d+$/),
    readFrom: z.string(),
    contentType: z.string(),
    /** Header that says for whom the message is. */
    destinationHeader: z.string(),
    body: z.object({ session: z.string(), unit: z.string(), service: z.string(), isUpdating: z.string(), data: z.string() }).strict(),
    words: z.object({ true: z.string(), false: z.string() }).strict(),
    reply: z
      .object({
        code: z.string(),
        message: z.string(),
        done: z.array(z.string()).min(1),
        /** Asked in order; the first whose words are in the message, or whose code it is, says what the reply means. */
        meanings: z.array(z.object({ says: z.array(z.string()).default([]), codes: z.array(z.string()).default([]), means: meaning, source: z.string(), confidence }).strict()),
        otherwise: meaning,
      })
      .strict(),
    session: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }).strict(),
      z
        .object({
          kind: z.literal('login'),
          /** Beside the address of the service. */
          path: z.string(),
          userName: z.string(),
          password: z.string(),
          /** Where in the answer the session is. */
          session: z.string(),
          /** How long one is used before a new one is asked for. */
          keptMinutes: z.number().int().positive(),
          source: z.string(),
          confidence,
        })
        .strict(),
    ]),
  })
  .strict();
export type CallWire = z.infer<typeof callWire>;

/** All that one version of the portal's wire is. */
export interface PortalWire {
  readonly dossier: RecordWire;
  readonly progress: RecordWire;
  readonly call: CallWire;
}
