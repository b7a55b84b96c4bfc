import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

/** One item of a transaction and what it stands for, so that a refusal can be understood. */
export interface RoleWrite<Role extends string> {
  readonly role: Role;
  readonly item: NonNullable<TransactWriteCommandInput['TransactItems']>[number];
}

/** Written, or the roles whose condition did not hold; `busy` when others kept writing the same items. */
export type TransactOutcome<Role extends string> = { readonly kind: 'written' } | { readonly kind: 'refused'; readonly roles: readonly Role[] } | { readonly kind: 'busy' };

const MAX_ATTEMPTS = 4;
/** Full jitter below 20, 40, 80 ms: at most 140 ms in all, then the caller loads again. */
const FIRST_PAUSE_MILLISECONDS = 20;

/** Sends the transaction; another transaction on the same items is waited out for a moment. */
export async function transact<Role extends string>(client: DynamoDBDocumentClient, plan: readonly RoleWrite<Role>[]): Promise<TransactOutcome<Role>> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const outcome = await attemptOnce(client, plan);
    if (outcome.kind !== 'busy') return outcome;
    if (attempt < MAX_ATTEMPTS) await sleep(Math.random() * FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
  }
  return { kind: 'busy' };
}

async function attemptOnce<Role extends string>(client: DynamoDBDocumentClient, plan: readonly RoleWrite<Role>[]): Promise<TransactOutcome<Role>> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: plan.map((each) => each.item) }));
    return { kind: 'written' };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
    const roles = plan.filter((_each, index) => codes[index] === 'ConditionalCheckFailed').map((each) => each.role);
    if (roles.length > 0) return { kind: 'refused', roles };
    if (codes.includes('TransactionConflict')) return { kind: 'busy' };
    throw error;
  }
}
