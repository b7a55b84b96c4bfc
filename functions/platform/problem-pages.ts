import * as z from 'zod';

const bothLanguages = z.strictObject({ vi: z.string(), en: z.string() });

/** What is told of one kind of refusal: the statuses it comes with, and what to mend, once for each way it comes about. */
const problemPage = z.strictObject({ statuses: z.array(z.number()).min(1), title: bothLanguages.optional(), mends: z.array(bothLanguages).min(1) });
export type ProblemPage = z.infer<typeof problemPage>;

/** `docs/problems.json`: every kind of refusal by its code; written from `docs/problems.md` by `npm run openapi`. */
export const problemPages = z.record(z.string(), problemPage);
export type ProblemPages = z.infer<typeof problemPages>;
