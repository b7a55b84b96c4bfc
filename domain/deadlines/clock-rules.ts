/** What can make the clock stand still (domain.md §3.3). */
export const stopGrounds = ['supplement', 'financial-duty', 'legal-suspension'] as const;
export type StopGround = (typeof stopGrounds)[number];

/** Why an interval of a dossier's life counts against its term or does not. */
export type ClockRule = 'term-runs' | 'counted-anew' | StopGround;

/** Each rule with the article a citizen may be shown. */
export const clockRules: Readonly<Record<ClockRule, { readonly counted: boolean; readonly article: string }>> = {
  'term-runs': { counted: true, article: 'Civil Code 2015 Art. 147–148; Decree 61/2018/NĐ-CP Art. 19' },
  'counted-anew': { counted: false, article: 'Decree 61/2018/NĐ-CP Art. 19(4): the term starts again from zero' },
  supplement: { counted: false, article: 'Decree 61/2018/NĐ-CP Art. 19(4)' },
  'financial-duty': { counted: false, article: 'Decree 151/2025/NĐ-CP, annex I part V: time for tax is not counted' },
  'legal-suspension': { counted: false, article: 'Decree 101/2024/NĐ-CP Art. 19(2)' },
};
