import { z } from 'zod';

import { CellError } from '../cell/cell-error.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({ ProjectionType: z.string().optional(), NonKeyAttributes: z.array(z.string()).optional() }),
});

const properties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).default([]),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

/** A table as the template describes it, without what only matters on AWS (encryption, backups, capacity). */
export type TableDefinition = z.infer<typeof properties> & { readonly name: string; readonly streamArn: string };

/** Reads an AWS::DynamoDB::Table or GlobalTable. */
export function readTableDefinition(resource: EvaluatedResource): TableDefinition {
  const parsed = properties.safeParse(resource.properties);
  if (!parsed.success) throw new CellError(`The table ${resource.path} is described in a way the local cell cannot read: ${z.prettifyError(parsed.error)}.`);
  return { ...parsed.data, name: resource.name, streamArn: String(resource.attributes['StreamArn']) };
}
