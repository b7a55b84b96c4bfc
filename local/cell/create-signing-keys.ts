import { z } from 'zod';

import { readProperties, resourcesOfType } from './read-properties.ts';
import { signingKeySpec } from '../kms/signing-keys.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalKms } from '../kms/start-kms.ts';

const symmetricKey = z.object({ KeySpec: z.literal('SYMMETRIC_DEFAULT').optional(), KeyUsage: z.literal('ENCRYPT_DECRYPT').optional() });
const signingKey = z.object({
  KeySpec: signingKeySpec,
  KeyUsage: z.literal('SIGN_VERIFY'),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
});
const keyProperties = z.union([signingKey, symmetricKey]);

/** Makes the template's signing keys where they are not there yet; keys that encrypt need no making here. */
export function createSigningKeys(kms: LocalKms, resources: readonly EvaluatedResource[]): void {
  for (const resource of resourcesOfType(resources, 'AWS::KMS::Key')) {
    const key = readProperties(resource, keyProperties);
    if (key.KeyUsage !== 'SIGN_VERIFY') continue;
    kms.signingKeys.create({ keyId: resource.name, spec: key.KeySpec, tags: Object.fromEntries(key.Tags.map(({ Key, Value }) => [Key, Value])) });
  }
}
