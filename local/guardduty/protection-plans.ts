import { z } from 'zod';

import { readProperties, resourcesOfType } from '../cell/read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';

const planProperties = z.object({
  ProtectedResource: z.object({ S3Bucket: z.object({ BucketName: z.string(), ObjectPrefixes: z.array(z.string()).default(['']) }) }),
});

/** A bucket, what under it is scanned, and the plan that says so. */
export interface ProtectionPlan {
  readonly arn: string;
  readonly bucket: string;
  readonly prefixes: readonly string[];
}

/** The template's malware protection plans. */
export function readProtectionPlans(resources: readonly EvaluatedResource[]): ProtectionPlan[] {
  return resourcesOfType(resources, 'AWS::GuardDuty::MalwareProtectionPlan').map((resource) => {
    const { BucketName, ObjectPrefixes } = readProperties(resource, planProperties).ProtectedResource.S3Bucket;
    return { arn: String(resource.attributes['Arn']), bucket: BucketName, prefixes: ObjectPrefixes };
  });
}
