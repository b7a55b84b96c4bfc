import * as z from 'zod';
import { agencyCode } from '#domain/agencies/agency';
import { isoInstant } from '#domain/kernel/instant';
import { personText } from '#domain/kernel/text';

export const identityId = z.string().regex(/^[a-z0-9][a-z0-9.-]{2,79}$/).meta({ description: 'Given by the administrator, e.g. `h99.101-seal`.' });

const pem = z.string().max(8000).regex(/^-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----\s*$/);
const capacity = z.enum(['officer', 'agency']);

const words = {
  capacity,
  agency: agencyCode,
  officer: z.string().min(1).max(200).exactOptional().meta({ description: 'The subject of the officer in our tokens; an agency\'s own signature has none.' }),
  displayName: personText(200).meta({ description: 'As it stands on documents.' }),
  position: personText(200).exactOptional().meta({ description: 'E.g. CHỦ TỊCH.' }),
  keyId: z.string().min(1).max(2048).meta({ description: 'The key in KMS, by id or ARN; it carries the tag `mot-cua:purpose` = `document-signing`.' }),
  certificates: z.array(pem).min(1).max(5).meta({ description: 'PEM: the signer\'s own first, then each issuer; the root is left out.' }),
} as const;

/** What an administrator says of an identity; the rest is read from the key and the certificates. */
export const identityBody = z
  .strictObject(words)
  .refine((body) => (body.capacity === 'officer') === (body.officer !== undefined), { path: ['officer'], message: 'an officer\'s identity names the officer, an agency\'s nobody' })
  .meta({ id: 'NewSigningIdentity' });
export type IdentityBody = z.infer<typeof identityBody>;

const signingIdentity = z.object({
  id: identityId,
  ...words,
  algorithm: z.enum(['rsa-pkcs1-sha256', 'ecdsa-p256-sha256']),
  validFrom: isoInstant,
  validUntil: isoInstant,
});

/** An identity as the register holds and shows it: its key stays in KMS, its certificates are public. */
export const registeredIdentity = signingIdentity
  .extend({ version: z.int().min(1), changedAt: isoInstant })
  .strict()
  .meta({ id: 'SigningIdentity', description: 'Who signs as what, with which key and certificates.' });
export type RegisteredIdentity = z.infer<typeof registeredIdentity>;
