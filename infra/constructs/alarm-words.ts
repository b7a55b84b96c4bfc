/** `<area>/<thing>/<what is wrong>`; the same words are a heading in docs/runbook.md. */
export type AlarmName = `${string}/${string}/${string}`;

/** One sentence for a head of agency, in the two languages of the desk; without a word of how it is built. */
export interface BothLanguages {
  readonly vi: string;
  readonly en: string;
}

export interface AlarmWords {
  readonly name: AlarmName;
  /** The team that mends it. */
  readonly owner: string;
  /** Who suffers while it lasts. */
  readonly humanCost: BothLanguages;
}

/** What SNS sends to a person with the alarm; CloudWatch keeps at most 1,024 characters. */
export function describeAlarm({ name, owner, humanCost }: AlarmWords): string {
  return `${humanCost.vi}\n${humanCost.en}\nOwner: ${owner}. Runbook: docs/runbook.md, heading "${name}".`;
}
