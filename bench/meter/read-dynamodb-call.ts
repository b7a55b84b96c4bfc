import { z } from 'zod';
import type { MeteredCall } from './metered-call.ts';

const request = z.looseObject({ TransactItems: z.array(z.unknown()).optional() });
const units = z.object({ CapacityUnits: z.number().default(0) });
const answer = z.object({ ConsumedCapacity: z.union([units.transform((one) => [one]), z.array(units)]).default([]) });

const WRITES = /^(Put|Update|Delete|TransactWrite|BatchWrite)/;

/** The request as the meter passes it on: it asks for what the call consumes. */
export function askForCapacity(body: string): string {
  const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  return JSON.stringify({ ...parsed, ReturnConsumedCapacity: 'INDEXES' });
}

/**
 * What a call of DynamoDB consumed. One that was refused tells nothing, yet costs its write units on AWS:
 * it is charged 2 for each item of a transaction and 1 for a plain write.
 */
export function readDynamodbCall({ target, body, status, answerText }: { target: string; body: string; status: number; answerText: string }): MeteredCall {
  const operation = target.split('.')[1] ?? target;
  const entries = request.parse(JSON.parse(body)).TransactItems?.length ?? 1;
  const consumed = status === 200 ? answer.parse(JSON.parse(answerText)).ConsumedCapacity.reduce((sum, each) => sum + each.CapacityUnits, 0) : refusedUnits(operation, entries);
  const isWrite = WRITES.test(operation);
  return { service: 'dynamodb', operation, entries, status, body, readUnits: isWrite ? 0 : consumed, writeUnits: isWrite ? consumed : 0 };
}

function refusedUnits(operation: string, entries: number): number {
  if (operation.startsWith('Transact')) return 2 * entries;
  return WRITES.test(operation) ? 1 : 0;
}
