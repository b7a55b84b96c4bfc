import type { z } from 'zod';

import { CellError } from './cell-error.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';

/** Reads a resource's properties by a schema; throws a CellError that names the resource and the property. */
export function readProperties<Schema extends z.ZodType>(resource: EvaluatedResource, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const { path = [], message = 'unknown' } = parsed.error.issues[0] ?? {};
  const place = path.length === 0 ? 'its root' : path.join('.');
  throw new CellError(`The local cell cannot do what ${resource.path} (${resource.type}) asks at ${place}: ${message}.`);
}

/** The resources of one type. */
export function resourcesOfType(resources: readonly EvaluatedResource[], ...types: readonly string[]): EvaluatedResource[] {
  return resources.filter(({ type }) => types.includes(type));
}
