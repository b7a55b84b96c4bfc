import type { ApiClient } from '#local/api-client/api-client';
import type { AgencySigners } from '#local/api-client/made-up-result';
import type { Conduct } from '#local/sandbox-agency/sandbox-mode';

/** One message as the sandbox heard it, and what it did. */
export interface Heard {
  readonly at: string;
  readonly webhookId: string;
  /** Whether signature and timestamp were right. */
  readonly isGenuine: boolean;
  readonly type: string;
  /** When what it tells of happened, by the environment's clock. */
  readonly time: string;
  readonly dossierId: string;
  readonly seq: number;
  /** The status the sender was given, 0 when the connection was cut. */
  readonly status: number;
}

/** Something the sandbox said to the API. */
interface Said {
  readonly at: string;
  readonly dossierId: string;
  readonly stepId: string;
  readonly what: string;
  readonly status: number;
}

/** An agency of the sandbox: a path its messages come to, how it behaves now, and what it remembers. */
export interface SandboxAgency {
  readonly path: string;
  conduct: Conduct;
  /** The Standard Webhooks secrets its endpoint was given. */
  readonly secrets: Set<string>;
  /** Whose steps it answers; one without only listens. */
  readonly api?: ApiClient | undefined;
  /** Who signs its results; without them it gives only those that need no signature. */
  readonly signers?: AgencySigners | undefined;
  readonly heard: Heard[];
  readonly said: Said[];
  /** Ids of messages it has acted on: one that comes again is no new work. */
  readonly seen: Set<string>;
  /** Steps it works on at this moment. */
  readonly atWork: Set<string>;
  readonly heldBack: StepToDo[];
}

export interface StepToDo {
  readonly dossierId: string;
  readonly stepId: string;
}

/** Of each agency; the page shows the last ones. */
const MAX_REMEMBERED = 500;

/** Adds to a list that is not to grow for ever. */
export function remember<T>(list: T[], item: T): void {
  list.push(item);
  if (list.length > MAX_REMEMBERED) list.splice(0, list.length - MAX_REMEMBERED);
}
