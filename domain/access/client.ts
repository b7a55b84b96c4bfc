import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import { isoInstant } from '#domain/kernel/instant';
import { personText } from '#domain/kernel/text';
import { keyAlgorithm, publicJwk } from './public-jwk.ts';

/** Begins the id of every client, and no subject of a person: so that neither can be taken for the other. */
export const CLIENT_ID_PREFIX = 'cl-';

export const clientId = z.string().regex(/^cl-[0-9a-f]{24}$/);
export const keyId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** A public key of a client. Both of two active ones are good: that is how a key is changed without an outage. */
const clientKey = z.strictObject({
  /** `kid` of assertions, and what follows the client's id in the `keyid` of a message. */
  id: keyId,
  publicJwk,
  algorithm: keyAlgorithm,
  state: z.enum(['active', 'revoked']),
  addedAt: isoInstant,
  /** From here on it is no longer good, whatever its state. */
  expiresAt: isoInstant.optional(),
});
export type ClientKey = z.infer<typeof clientKey>;

/** A system that calls by itself: of an agency, or of a partner such as a bank that hands in for itself. */
export const client = z.strictObject({
  id: clientId,
  version: z.number().int().positive(),
  kind: z.enum(['agency-system', 'partner']),
  /** The agency it speaks for; a partner speaks for itself. */
  agency: agencyCode.optional(),
  name: personText(200),
  state: z.enum(['active', 'disabled']),
  registeredAt: isoInstant,
  keys: z.array(clientKey).max(1000).readonly(),
});
export type Client = z.infer<typeof client>;
