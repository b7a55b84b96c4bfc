import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { CommitOutcome, DossierChange, KeptAnswer } from '#domain/dossiers/dossier-store';
import { planCommit } from '#functions/adapters/dynamodb/commit-transaction';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import { idempotencyKey } from '#functions/adapters/dynamodb/dossier-keys';
import { transact } from '#functions/adapters/dynamodb/transact';

const keptAnswer = z.object({ scope: z.string(), requestHash: z.string(), status: z.number(), body: z.string() });

/** Writes a move all or nothing; a repeated call is told what was answered, a late one that it is late. */
export async function commitDossier(table: DocumentTable, change: DossierChange): Promise<CommitOutcome> {
  const outcome = await transact(table.client, planCommit(change, table.tableName));
  if (outcome.kind === 'written') return { kind: 'committed' };
  if (outcome.kind === 'refused' && change.answer !== undefined && outcome.roles.includes('answer')) {
    const answer = await readKeptAnswer(table, change.answer.scope);
    if (answer !== undefined) return { kind: 'answered-before', answer };
  }
  return { kind: 'conflict' };
}

export async function readKeptAnswer({ client, tableName }: DocumentTable, scope: string): Promise<KeptAnswer | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: idempotencyKey(scope), ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { body, ...kept } = keptAnswer.parse(Item);
  const parsed: unknown = JSON.parse(body);
  return { ...kept, body: parsed };
}
