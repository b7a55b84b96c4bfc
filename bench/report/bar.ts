/** A measured figure beside its bar, as a sentence for a table. */
interface BarCheck {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** What a section of the bench hands back. */
export interface SectionReport {
  readonly title: string;
  /** Markdown below the title. */
  readonly body: string;
  readonly bars: readonly BarCheck[];
}
