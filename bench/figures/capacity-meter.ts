import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

const used = z.object({ ConsumedCapacity: z.union([z.array(z.object({ CapacityUnits: z.number() })), z.object({ CapacityUnits: z.number() }).transform((one) => [one])]) });

export interface CapacityMeter {
  readonly client: DynamoDBClient;
  /** Capacity units since the last reading. */
  read(): number;
}

/** A client that asks every call what it consumed, and sums it up. */
export function startCapacityMeter(endpoint: string): CapacityMeter {
  const client = new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } });
  let units = 0;
  client.middlewareStack.add(
    (next) => async (call) => {
      const result = await next({ ...call, input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' } });
      const read = used.safeParse(result.output);
      if (read.success) units += read.data.ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      return result;
    },
    { step: 'initialize' },
  );
  return {
    client,
    read: () => {
      const reading = units;
      units = 0;
      return reading;
    },
  };
}
