/** What a client is given when its thread starts. */
export interface ClientStart {
  readonly apiUrl: string;
  /** Access tokens by principal; they live longer than the run. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly name: string;
  /** How many dossiers are under way at once. */
  readonly clients: number;
  readonly seconds: number;
}

export type CallName = 'create' | 'attach' | 'check' | 'submit' | 'accept' | 'answer' | 'read';

/** What a client tells when its time is over. */
export interface ClientResult {
  /** Milliseconds of each call of each kind. */
  readonly latencies: Readonly<Record<CallName, readonly number[]>>;
  readonly dossiers: number;
  readonly elapsedSeconds: number;
  /** Answers that came before the step was open, and had to be given again. */
  readonly tooEarly: number;
}

/** The cell's word that a dossier's next step may have been opened, as a webhook would say. */
export interface Advanced {
  readonly dossierId: string;
}
