import * as z from 'zod';
import { bilingualText } from '#domain/kernel/text';

/** The name of a value, e.g. `applicant.fullName`; within a list or a table the names of its lines. */
const valueName = z.string().max(100).regex(/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/, 'a name such as applicant.fullName');
/** Words with `{names of values}`: one text for both languages, or one for each. */
const words = z.union([z.string().min(1).max(2000), bilingualText]);
export type TemplateWords = z.infer<typeof words>;

/** The block is left out when this value is missing; without it a missing value is refused. */
const onlyWith = valueName.optional();

/** Agency and superior at the upper left, the nation and its motto at the upper right, number, place and date below (Decree 30/2020/NĐ-CP, Annex I). */
const letterhead = z
  .object({
    kind: z.literal('letterhead'),
    nation: words,
    motto: words,
    superior: z.object({ text: words, onlyWith }).strict().optional(),
    agency: words,
    number: words.optional(),
    placeAndDate: words,
  })
  .strict();

const title = z.object({ kind: z.literal('title'), text: words, subtitle: words.optional() }).strict();

const text = z
  .object({
    kind: z.literal('text'),
    text: words,
    align: z.enum(['left', 'center', 'right', 'justify']).default('left'),
    style: z.enum(['regular', 'bold', 'italic']).default('regular'),
    onlyWith,
  })
  .strict();

const field = z.object({ kind: z.literal('field'), label: words, value: words, onlyWith }).strict();

const list = z.object({ kind: z.literal('list'), of: valueName, item: words, numbered: z.boolean().default(false), onlyWith }).strict();

const table = z
  .object({
    kind: z.literal('table'),
    of: valueName,
    columns: z.array(z.object({ header: words, value: words.optional(), width: z.number().positive(), align: z.enum(['left', 'center', 'right']).default('left') }).strict()).min(1).max(20),
    /** Shown instead of lines when there is none. */
    whenEmpty: words,
    fontPoints: z.number().min(6).max(16).optional(),
  })
  .strict();

const qr = z
  .object({
    kind: z.literal('qr'),
    /** What it is, for whoever cannot see it. */
    alt: words,
    caption: words.optional(),
    sizeMillimetres: z.number().min(10).max(120),
    /** The code grows until one of its squares is this wide, so that a telephone reads it from paper. */
    squareMillimetres: z.number().min(0.2).max(2),
  })
  .strict();

const signatureColumn = z
  .object({
    /** Who signs here: the officer (with whom the agency seals), the applicant, or nobody: a list of recipients. */
    capacity: z.enum(['officer', 'applicant', 'nobody']),
    title: words.optional(),
    hint: words.optional(),
    lines: z.array(words).max(10).default([]),
    /** The agency's own signature overlaps this one on its left by about a third (Decree 30/2020/NĐ-CP, Annex I). */
    sealed: z.boolean().default(false),
  })
  .strict();

const signatures = z.object({ kind: z.literal('signatures'), columns: z.array(signatureColumn).min(1).max(3), spaceMillimetres: z.number().min(10).max(60).default(22) }).strict();

const block = z.discriminatedUnion('kind', [letterhead, title, text, field, list, table, qr, signatures]);
export type TemplateBlock = z.infer<typeof block>;

/** Something the officer who drafts a result gives, because no application and no register says it. */
const ask = z
  .object({
    name: z.string().max(60).regex(/^[a-z][A-Za-z0-9]*$/),
    label: bilingualText,
    kind: z.enum(['text', 'date', 'number']),
    required: z.boolean(),
    /** The field of the application form it is taken from when the officer says nothing. */
    fromForm: z.string().max(60).optional(),
    sample: z.union([z.string().min(1).max(2000), z.number()]),
  })
  .strict();
export type TemplateAsk = z.infer<typeof ask>;

/** A document's layout and words, as a file that an office can read and change; a published version never changes. */
export const documentTemplate = z
  .object({
    id: z.string().max(100).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case'),
    version: z.number().int().positive(),
    /** Documents about what happened from this Vietnamese day on are made by this version. */
    from: z.iso.date(),
    /** Shown as the title of the file; plain words, since readers' programs take marks for code. */
    name: z.object({ vi: z.string().min(1).max(200).regex(/^[^<>&{}]+$/), en: z.string().min(1).max(200).regex(/^[^<>&{}]+$/) }).strict(),
    /** The list of values it may show (`offered-values.ts`). */
    shows: z.enum(['receipt', 'supplement-request', 'refusal', 'apology', 'stop-notice', 'control-sheet', 'register', 'result']),
    cites: z.string().min(1).max(500),
    /** How sure we are that the layout is the prescribed one (domain.md §0). */
    confidence: z.enum(['sourced', 'derived', 'unverified']),
    notes: z.array(z.string().max(500)).max(20).default([]),
    page: z.object({ size: z.enum(['A4', 'A5']), orientation: z.enum(['portrait', 'landscape']).default('portrait'), marginMillimetres: z.number().min(8).max(40), fontPoints: z.number().min(7).max(16) }).strict(),
    asks: z.array(ask).max(50).default([]),
    footer: words.optional(),
    blocks: z.array(block).min(1).max(100),
  })
  .strict();
export type DocumentTemplate = z.infer<typeof documentTemplate>;
