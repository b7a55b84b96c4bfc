import { z } from 'zod';

import { isJsonObject, type JsonObject } from '../json/json.ts';
import { parseJson } from '../json/parse-json.ts';
import { CellError } from './cell-error.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';

const pattern = z.string().transform((text, context): JsonObject => {
  const read = jsonObject(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: 'is no JSON' });
  return z.NEVER;
});

const mappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.coerce.boolean().default(true),
  BatchSize: z.coerce.number().optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  ParallelizationFactor: z.coerce.number().default(1),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).default('LATEST'),
  BisectBatchOnFunctionError: z.coerce.boolean().default(false),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  MaximumRecordAgeInSeconds: z.coerce.number().default(-1),
  FunctionResponseTypes: z.array(z.string()).default([]),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: pattern })).default([]) }).default({ Filters: [] }),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
});

/** An event source mapping of the template, its source and its function found among the resources. */
export interface EventSourceMapping {
  readonly id: string;
  readonly kind: 'stream' | 'queue';
  /** The table or the queue. */
  readonly source: EvaluatedResource;
  readonly functionArn: string;
  readonly properties: z.infer<typeof mappingProperties>;
}

/** Reads the mappings that are switched on. Throws a CellError for a source that is neither a table nor a queue of the assembly. */
export function readEventSourceMappings(resources: readonly EvaluatedResource[]): EventSourceMapping[] {
  return resourcesOfType(resources, 'AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    const properties = readProperties(resource, mappingProperties);
    if (!properties.Enabled) return [];
    const source = resources.find(({ attributes }) => [attributes['StreamArn'], attributes['Arn']].includes(properties.EventSourceArn));
    const target = resources.find(({ type, name, attributes }) => type === 'AWS::Lambda::Function' && [name, attributes['Arn']].includes(properties.FunctionName));
    if (source === undefined || target === undefined) throw new CellError(`The event source mapping ${resource.path} ties together what the assembly does not hold.`);
    const kind = source.type === 'AWS::SQS::Queue' ? 'queue' : 'stream';
    return [{ id: resource.name, kind, source, functionArn: String(target.attributes['Arn']), properties }];
  });
}

function jsonObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
