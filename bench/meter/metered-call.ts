export type MeteredService = 'dynamodb' | 's3' | 'sqs' | 'sfn' | 'kms';

/** One call of a function or a machine to a service, as it passed the meter. */
export interface MeteredCall {
  readonly service: MeteredService;
  /** E.g. `TransactWriteItems`, `PUT object`, `SendMessageBatch`, `StartExecution`. */
  readonly operation: string;
  /** What the store says it charged, indexes included; 0 for other services. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Messages in a batch, items in a transaction; otherwise 1. */
  readonly entries: number;
  readonly status: number;
  /** The request as sent, of DynamoDB only: it can be replayed. */
  readonly body?: string;
}
