import { z } from 'zod';

import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalS3 } from '../s3/start-s3.ts';

const bucketProperties = z.object({
  ObjectLockEnabled: z.coerce.boolean().default(false),
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedOrigins: z.array(z.string()),
          AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
          AllowedHeaders: z.array(z.string()).default([]),
          ExposedHeaders: z.array(z.string()).default([]),
          MaxAge: z.coerce.number().optional(),
        }),
      ),
    })
    .optional(),
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.coerce.boolean().default(true) }) }, 'only EventBridge notifications are known here')
    .optional(),
});

const policyProperties = z.object({
  Bucket: z.string(),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({
        Effect: z.string(),
        Action: z.union([z.string(), z.array(z.string())]),
        Condition: z.record(z.string(), z.record(z.string(), z.json())).default({}),
      }),
    ),
  }),
});

/** Creates the template's buckets; gives the names of those that tell EventBridge of new objects. */
export function createBuckets(s3: LocalS3, resources: readonly EvaluatedResource[]): Set<string> {
  const createOnly = createOnlyBuckets(resources);
  const announcing = new Set<string>();
  for (const resource of resourcesOfType(resources, 'AWS::S3::Bucket')) {
    const { ObjectLockEnabled, VersioningConfiguration, CorsConfiguration, NotificationConfiguration } = readProperties(resource, bucketProperties);
    s3.createBucket({
      name: resource.name,
      versioned: VersioningConfiguration?.Status === 'Enabled',
      createOnly: createOnly.has(resource.name),
      locking: ObjectLockEnabled,
      cors: (CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        allowedOrigins: rule.AllowedOrigins,
        allowedMethods: rule.AllowedMethods,
        allowedHeaders: rule.AllowedHeaders,
        exposedHeaders: rule.ExposedHeaders,
        ...(rule.MaxAge !== undefined && { maxAgeSeconds: rule.MaxAge }),
      })),
    });
    if (NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled === true) announcing.add(resource.name);
  }
  return announcing;
}

/** Buckets whose policy denies PutObject where `s3:if-none-match` is missing: what lies there is never overwritten. */
function createOnlyBuckets(resources: readonly EvaluatedResource[]): Set<string> {
  const policies = resourcesOfType(resources, 'AWS::S3::BucketPolicy').map((resource) => readProperties(resource, policyProperties));
  const denying = policies.filter(({ PolicyDocument }) =>
    PolicyDocument.Statement.some(
      ({ Effect, Action, Condition }) => Effect === 'Deny' && [Action].flat().includes('s3:PutObject') && String(Condition['Null']?.['s3:if-none-match']) === 'true',
    ),
  );
  return new Set(denying.map(({ Bucket }) => Bucket));
}
