import { z } from 'zod';
import type { MetricPoint } from './metric-point.ts';

const directive = z.object({
  Namespace: z.string().min(1),
  Dimensions: z.array(z.array(z.string())),
  Metrics: z.array(z.object({ Name: z.string().min(1), Unit: z.string().default('None') })),
});
const emfLine = z.looseObject({ _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }) });
const metricValues = z.union([z.number().transform((value) => [value]), z.array(z.number())]);

/**
 * The metrics in one log line, in CloudWatch's embedded metric format; none when the line is any other. A metric is made for each set
 * of dimensions; a set that names a missing property is left out, as CloudWatch does.
 */
export function parseEmf(line: string): MetricPoint[] {
  // Nearly every line is no EMF; do not parse those.
  if (!line.includes('"_aws"')) return [];
  const parsed = emfLine.safeParse(parseJson(line.slice(line.indexOf('{'))));
  if (!parsed.success) return [];
  const { _aws, ...properties } = parsed.data;
  return _aws.CloudWatchMetrics.flatMap((each) => directivePoints(each, properties, _aws.Timestamp));
}

function directivePoints({ Namespace, Dimensions, Metrics }: z.infer<typeof directive>, properties: Record<string, unknown>, at: number): MetricPoint[] {
  const sets = (Dimensions.length === 0 ? [[]] : Dimensions).flatMap((names) => dimensionSet(names, properties));
  return Metrics.flatMap(({ Name, Unit }) => {
    const values = metricValues.safeParse(properties[Name]);
    return values.success ? sets.map((dimensions) => ({ namespace: Namespace, name: Name, dimensions, unit: Unit, values: values.data, at })) : [];
  });
}

function dimensionSet(names: readonly string[], properties: Record<string, unknown>): Record<string, string>[] {
  const entries = names.map((name) => [name, properties[name]] as const);
  const isWhole = entries.every(([, value]) => typeof value === 'string' || typeof value === 'number');
  return isWhole ? [Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
