import * as z from 'zod';

const agency = z.string();
const day = z.iso.date();
const minutes = z.number().int().nonnegative();

/**
 * One thing a dossier adds to the figures. What a dossier adds is a function of its state alone, so the figures are a sum
 * over dossiers, and a change of state is some facts less and some facts more. No fact names a person or a dossier.
 * Days are Vietnamese; `hour` and `from` are the beginning of an hour and of five minutes, in UTC.
 */
export const fact = z.discriminatedUnion('what', [
  z.object({ what: z.literal('received'), agency, day }).strict(),
  z.object({ what: z.literal('open'), agency, state: z.enum(['in-time', 'late']) }).strict(),
  z.object({ what: z.literal('awaiting-hand-over'), agency }).strict(),
  z.object({ what: z.literal('consultation-open'), agency }).strict(),
  z
    .object({
      what: z.literal('settled'),
      agency,
      day,
      punctuality: z.enum(['early', 'on-time', 'late-with-apology', 'late-without-apology']),
      agencyMinutes: minutes,
      applicantMinutes: minutes,
      stoppedMinutes: minutes,
    })
    .strict(),
  /** Not accepted, withdrawn, or stopped for want of a supplement. */
  z.object({ what: z.literal('ended-otherwise'), agency, day }).strict(),
  z.object({ what: z.literal('step-received'), agency, day }).strict(),
  z.object({ what: z.literal('step-open'), agency, state: z.enum(['in-time', 'at-risk', 'late']), hour: z.string().length(13).optional() }).strict(),
  z.object({ what: z.literal('step-answered'), agency, day, punctuality: z.enum(['early', 'on-time', 'late']), agencyMinutes: minutes }).strict(),
  /** A promised instant, of a settlement or a step, that was kept or passed; counted for the place of the receiving agency. */
  z.object({ what: z.literal('promise'), agency, state: z.enum(['kept', 'broken']), from: z.string().length(16) }).strict(),
]);
export type Fact = z.infer<typeof fact>;

/** Facts that `after` has and `before` has not, and the other way round; a fact may be there several times. */
export function factsBetween(before: readonly Fact[], after: readonly Fact[]): { readonly gone: readonly Fact[]; readonly come: readonly Fact[] } {
  return { gone: without(before, after), come: without(after, before) };
}

function without(facts: readonly Fact[], others: readonly Fact[]): Fact[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(textOf(other), (left.get(textOf(other)) ?? 0) + 1);
  return facts.filter((each) => {
    const count = left.get(textOf(each)) ?? 0;
    left.set(textOf(each), count - 1);
    return count <= 0;
  });
}

function textOf(each: Fact): string {
  return JSON.stringify(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
