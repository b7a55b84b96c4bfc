import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';
import type { KeptAnswer } from '#domain/dossiers/dossier-store';
import { audience, type Audience } from '#domain/notifications/audience';

/** Which of its audience's events a subscriber wants; an empty list lets everything through. */
export const eventFilter = z
  .object({
    /** As the envelope names them, `vn.motcua.dossier.step-opened.v1`. */
    types: z.array(z.string().max(100)).max(50).default([]),
    procedures: z.array(z.string().max(40)).max(200).default([]),
    /** The receiving agency of the dossier. */
    agencies: z.array(z.string().max(35)).max(200).default([]),
    /** Province or commune of the dossier. */
    places: z.array(z.string().max(35)).max(200).default([]),
  })
  .strict();
export type EventFilter = z.infer<typeof eventFilter>;

/** Over which way events leave. `webhook`: signed messages to an endpoint. `national-portal`: the portal's own calls. */
export const channel = z.enum(['webhook', 'national-portal']);
export type Channel = z.infer<typeof channel>;

export const subscription = z.object({
  id: z.string().max(80),
  /** Grows with every change; the ETag. */
  version: z.number().int().positive(),
  audience,
  channel,
  url: z.string().max(2000),
  filter: eventFilter,
  description: z.string().max(200),
  /** `stopped`: given up by us, see `stopReason`; like `paused` it keeps its place and goes on from there when resumed. */
  state: z.enum(['active', 'paused', 'stopped']),
  stopReason: z.enum(['gone', 'unreachable']).optional(),
  createdAt: isoInstant,
  changedAt: isoInstant,
  /** Until when messages carry the signature of the secret before too. */
  oldSecretUntil: isoInstant.optional(),
});
export type Subscription = z.infer<typeof subscription>;

/** Standard Webhooks secrets in force, sealed; the newest first, at most two. */
export interface SealedSecrets {
  readonly current: string;
  readonly previous?: { readonly sealed: string; readonly until: string };
}

/** The answer of a write, kept for its Idempotency-Key (D8); a secret it showed is kept sealed beside it, never in it. */
export interface KeptSubscriptionAnswer extends KeptAnswer {
  readonly keptAt: string;
  readonly secret?: { readonly subscriptionId: string; readonly sealed: string };
}

export interface SubscriptionStore {
  /** Adds it together with the answer. Idempotent by id: false when it was there before, and then nothing is changed. */
  add(added: Subscription, secrets: SealedSecrets, answer?: KeptSubscriptionAnswer): Promise<boolean>;
  find(id: string): Promise<{ readonly subscription: Subscription; readonly secrets: SealedSecrets } | undefined>;
  /** All of an audience, whatever their state, oldest first; an audience has at most `MAX_SUBSCRIPTIONS`. */
  of(whose: Audience): Promise<readonly Subscription[]>;
  /** Writes the changed one, and in the same transaction what goes with it, if it still has the version before; false when it has not. */
  change(changed: Subscription, expectedVersion: number, also?: { readonly secrets?: SealedSecrets; readonly answer?: KeptSubscriptionAnswer }): Promise<boolean>;
  remove(id: string, expectedVersion: number, answer?: KeptSubscriptionAnswer): Promise<boolean>;
  /** Keeps the answer of a write that changes no subscription; the first one kept under a key stands. */
  keep(answer: KeptSubscriptionAnswer): Promise<void>;
  /** By the scope of the request, consistent; undefined when it was never answered or long ago. */
  keptAnswer(scope: string): Promise<KeptSubscriptionAnswer | undefined>;
}

/** Of one audience: a fan-out that everybody else would pay for. */
export const MAX_SUBSCRIPTIONS = 5;
