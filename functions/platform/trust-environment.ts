import * as z from 'zod';

/** What a function is given that judges signatures: whom the office trusts, and what it was told of revocations. */
export const trustEnvironment = z.object({
  VAULT_BUCKET: z.string().min(1),
  TRUSTED_ROOTS_KEY: z.string().min(1),
  REVOCATION_LISTS_FOLDER: z.string().min(1),
  /** `demanded`: a signer of whom nobody says that he was not revoked is undetermined. */
  REVOCATION: z.enum(['when-present', 'demanded']),
});
export type TrustEnvironment = z.infer<typeof trustEnvironment>;
