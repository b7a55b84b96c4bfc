import { z } from 'zod';

import { callDynamodb } from './call-dynamodb.ts';
import type { TableDefinition } from './table-definition.ts';

/** AWS promises deletion within days; five minutes are prompt enough and cost one scan. */
const sweepEveryMilliseconds = 5 * 60 * 1000;

const page = z.object({
  Items: z.array(z.record(z.string(), z.record(z.string(), z.json()))),
  LastEvaluatedKey: z.record(z.string(), z.json()).optional(),
});

export interface SweeperOptions {
  readonly endpoint: string;
  readonly tables: readonly TableDefinition[];
  readonly clock: { now(): number; onMoved(listener: () => void): void };
  readonly onError: (error: unknown) => void;
}

/** Deletes expired items, which the embedded store never does by itself: every five minutes and after each move of the clock. */
export function startTimeToLiveSweeper(options: SweeperOptions): { sweep(): Promise<void>; stop(): Promise<void> } {
  let underWay: Promise<void> = Promise.resolve();
  let isStopped = false;
  const sweep = (): Promise<void> => {
    underWay = underWay.then(async () => {
      for (const table of options.tables) await sweepTable(options, table, () => isStopped);
    });
    return underWay;
  };
  const sweepSafely = (): void => {
    if (!isStopped) sweep().catch((error: unknown) => (isStopped ? undefined : options.onError(error)));
  };
  const timer = setInterval(sweepSafely, sweepEveryMilliseconds);
  timer.unref();
  options.clock.onMoved(sweepSafely);
  return {
    sweep,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await underWay.catch(() => undefined);
    },
  };
}

async function sweepTable({ endpoint, clock }: SweeperOptions, table: TableDefinition, isStopped: () => boolean): Promise<void> {
  const attribute = table.TimeToLiveSpecification?.Enabled === true ? table.TimeToLiveSpecification.AttributeName : undefined;
  if (attribute === undefined) return;
  const keyNames = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const nowSeconds = { N: String(Math.floor(clock.now() / 1000)) };
  let ExclusiveStartKey: object | undefined;
  do {
    const { Items, LastEvaluatedKey } = page.parse(
      await callDynamodb(endpoint, 'DynamoDB.Scan', {
        TableName: table.name,
        FilterExpression: 'attribute_type(#expiry, :number) AND #expiry < :now',
        ProjectionExpression: keyNames.map((_name, index) => `#key${index}`).join(', '),
        ExpressionAttributeNames: { '#expiry': attribute, ...Object.fromEntries(keyNames.map((name, index) => [`#key${index}`, name])) },
        ExpressionAttributeValues: { ':now': nowSeconds, ':number': { S: 'N' } },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const Key of Items) {
      await callDynamodb(endpoint, 'DynamoDB.DeleteItem', {
        TableName: table.name,
        Key,
        // It may have been given a longer life since it was read.
        ConditionExpression: '#expiry < :now',
        ExpressionAttributeNames: { '#expiry': attribute },
        ExpressionAttributeValues: { ':now': nowSeconds },
      }).catch(ignoreFailedCondition);
    }
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined && !isStopped());
}

function ignoreFailedCondition(error: unknown): void {
  if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
}
