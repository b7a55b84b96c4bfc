/** What the audit found broken, and where. */
export interface Break {
  readonly what:
    | 'event-missing' | 'event-changed' | 'event-unchained' | 'head-differs' | 'application-changed' | 'state-differs' | 'record-unreadable'
    | 'sealed-head-differs' | 'never-sealed' | 'dossier-missing'
    | 'day-missing' | 'day-not-as-signed' | 'days-not-chained' | 'leaves-differ' | 'not-as-published';
  readonly dossierId?: string;
  readonly seq?: number;
  readonly day?: string;
  /** In words, for who looks. */
  readonly says: string;
}

/** A break as one line. */
export function inWords({ what, dossierId, seq, day, says }: Break): string {
  return [what, dossierId, seq === undefined ? undefined : `event ${String(seq)}`, day, says].filter((part) => part !== undefined).join(' · ');
}
