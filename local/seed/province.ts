import { z } from 'zod';
import { agency } from '#domain/agencies/agency';
import provinceJson from './province.json' with { type: 'json' };

const person = z.object({
  id: z.string(),
  displayName: z.string(),
  kind: z.enum(['citizen', 'officer', 'administrator', 'auditor', 'partner']),
  agency: z.string().optional(),
  roles: z.array(z.string()).default([]),
  /** As the provider of identities proved it. */
  identityNumber: z.string().exactOptional(),
});

const name = z.object({ vi: z.string(), en: z.string() });

const province = z.object({
  province: z.object({ code: z.string(), name }),
  places: z.array(z.object({ code: z.string(), name })),
  agencies: z.array(agency),
  people: z.array(person),
});
export type SeededProvince = z.infer<typeof province>;

/** A made-up province with three communes: enough agencies for every shipped procedure, no real person or office. */
export function sampleProvince(): SeededProvince {
  return province.parse(provinceJson);
}

/** So that `npm run sign-in` knows the systems of agencies too; otherwise they come by their own keys (local/start/system-clients.ts). */
export function sandboxClients(seeded: SeededProvince) {
  return seeded.agencies
    .filter((each) => each.receives.includes('webhook'))
    .map((each) => ({ id: `system-${each.code.toLowerCase()}`, secret: `local-only-${each.code.toLowerCase()}`, kind: 'agency-system' as const, agency: each.code }));
}
