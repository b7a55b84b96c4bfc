import * as z from 'zod';

const perMinute = z.number().int().positive();
/** Limits of a stage that differ from the usual ones, as JSON. */
export const callLimits = z
  .string()
  .optional()
  .transform((text): unknown => JSON.parse(text ?? '{}'))
  .pipe(z.strictObject({ nobody: perMinute, citizen: perMinute, officer: perMinute, auditor: perMinute, administrator: perMinute, partner: perMinute, 'agency-system': perMinute }).partial());

/** What every HTTP function is given with its route. */
export const everyDoor = z.object({
  ACCESS_TABLE: z.string().min(1),
  PUBLIC_ORIGIN: z.url().optional(),
  CALLS_PER_MINUTE: callLimits,
});

/** What a function is given besides that asks who calls. */
export const guardedDoor = everyDoor.extend({ OIDC_ISSUER: z.url(), OIDC_AUDIENCE: z.string().min(1) });
