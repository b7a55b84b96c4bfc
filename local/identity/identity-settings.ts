import { z } from 'zod';

/** Who speaks, as the token's `mc_kind` says it. */
const kind = z.enum(['citizen', 'officer', 'agency-system', 'administrator', 'partner', 'auditor']);

/** A person who may sign in; `id` becomes the token's `sub`. */
const person = z.object({
  id: z.string().min(1),
  displayName: z.string().min(1),
  kind,
  /** Code of the agency an officer belongs to. */
  agency: z.string().optional(),
  roles: z.array(z.string()).readonly().optional(),
  /** Told as `mc_identity` of a citizen whose account was identified. */
  identityNumber: z.string().regex(/^\d{12}$/).optional(),
});
export type Person = z.infer<typeof person>;

/** A system that calls by itself: with `secret` it authenticates by client_secret_basic, with `jwks` (public keys) by private_key_jwt. */
const systemClient = z.object({
  id: z.string().min(1),
  secret: z.string().min(1).optional(),
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })).readonly() }).optional(),
  kind,
  agency: z.string().optional(),
});
export type SystemClient = z.infer<typeof systemClient>;

/** An application in a browser: authorization code with PKCE, no secret. A loopback address is allowed on any port. */
const webClient = z.object({ id: z.string().min(1), redirectUris: z.array(z.string()).readonly(), postLogoutRedirectUris: z.array(z.string()).readonly().optional() });

export const identitySettings = z.object({
  port: z.int().nonnegative().optional(),
  dataFolder: z.string(),
  people: z.array(person).readonly(),
  clients: z.array(systemClient).readonly(),
  webClients: z.array(webClient).readonly().default([{ id: 'mot-cua-web', redirectUris: ['http://127.0.0.1/signed-in', 'http://localhost/signed-in'] }]),
  /** `aud` of every access token. */
  audience: z.string().min(1),
  /** The functions accept RSA only, as the gateway did. */
  tokenAlgorithm: z.enum(['RS256', 'ES256']).default('RS256'),
});
export type IdentitySettings = z.infer<typeof identitySettings>;

/** A local-only OAuth grant: a token for a name, without any proof. */
export const LOCAL_SIGN_IN_GRANT = 'urn:mot-cua:local-sign-in';
export const LOCAL_SIGN_IN_CLIENT = 'mot-cua-local';
