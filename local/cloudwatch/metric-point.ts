import { z } from 'zod';

/** Values a metric took at one instant. */
const metricPoint = z.object({
  namespace: z.string().min(1),
  name: z.string().min(1),
  dimensions: z.record(z.string(), z.string()),
  /** As CloudWatch names them: Count, Milliseconds, Percent, … */
  unit: z.string(),
  values: z.array(z.number()),
  /** Epoch milliseconds, by the cell's clock. */
  at: z.number(),
});
export type MetricPoint = z.infer<typeof metricPoint>;
