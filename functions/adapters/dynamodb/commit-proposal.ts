import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ProposalChange } from '#domain/deadlines/calendar-proposal';
import type { NewProposal, ProposalOutcome, ProposeOutcome } from '#domain/deadlines/calendar-register';
import type { DocumentTable } from '#functions/adapters/dynamodb/document-client';
import * as keys from '#functions/adapters/dynamodb/register-keys';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const IF_ABSENT = 'attribute_not_exists(pk)';
const ANSWER_KEPT_SECONDS = 7 * 24 * 60 * 60;
/** Two administrators at once are rare, and one of them need only wait for the other: 60 ms at most in all. */
const MAX_ATTEMPTS = 4;
const PAUSE_MILLISECONDS = 10;

/** The proposal, its facts and the request it answers, all or nothing. */
export async function writeProposal(table: DocumentTable, { proposal, facts, scope, requestHash }: NewProposal): Promise<ProposeOutcome> {
  const { edition, version, proposedAt } = proposal;
  const expiresAtEpochSeconds = Math.floor(Date.parse(proposedAt) / 1000) + ANSWER_KEPT_SECONDS;
  const put = (Item: Record<string, unknown>): TransactItem => ({ Put: { TableName: table.tableName, Item, ConditionExpression: IF_ABSENT } });
  const refused = await transact(table, [
    put({ ...keys.proposalRequestKey(scope), edition, requestHash, expiresAtEpochSeconds }),
    // Beside the proposal its version, because the machine guards its wait with it.
    put({ ...keys.editionKey(edition), proposal, version }),
    // Text is smaller than a map of maps, and is read only whole.
    put({ ...keys.calendarFactsKey(edition), facts: JSON.stringify(facts) }),
  ]);
  if (refused.includes(0)) return 'answered-before';
  return refused.length > 0 ? 'edition-taken' : 'proposed';
}

/** The proposal guarded by its version, and what is in force guarded by what the change found there. */
export async function commitProposal(table: DocumentTable, change: ProposalChange): Promise<ProposalOutcome> {
  const succession = successionWrite(change, table.tableName);
  const refused = await transact(table, [proposalWrite(change, table.tableName), ...(succession === undefined ? [] : [succession])]);
  if (refused.includes(0)) return 'conflict';
  return refused.length > 0 ? 'superseded' : 'committed';
}

function proposalWrite({ before, after }: ProposalChange, TableName: string): TransactItem {
  return {
    Update: {
      TableName,
      Key: keys.editionKey(after.edition),
      // An update, never a put: the machine keeps its task token on this very item.
      UpdateExpression: 'SET proposal = :after, #version = :version',
      ConditionExpression: '#version = :before',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':after': after, ':version': after.version, ':before': before.version },
    },
  };
}

function successionWrite({ after, succession }: ProposalChange, TableName: string): TransactItem | undefined {
  if (succession === undefined) return undefined;
  const values = { ':edition': after.edition };
  const update = { TableName, Key: keys.inForceKey, ExpressionAttributeValues: values };
  const isNext = 'succeededBy = :edition';
  switch (succession) {
    case 'claim':
      return { Update: { ...update, UpdateExpression: 'SET succeededBy = :edition', ...claimCondition(after.basedOn, values) } };
    case 'publish':
      return { Update: { ...update, UpdateExpression: 'SET edition = :edition', ConditionExpression: isNext } };
    case 'release':
      return { Update: { ...update, UpdateExpression: 'REMOVE succeededBy', ConditionExpression: isNext } };
  }
}

/** Before the first edition there is nothing there. */
function claimCondition(basedOn: number, values: Readonly<Record<string, unknown>>) {
  if (basedOn === 0) return { ConditionExpression: 'attribute_not_exists(edition) AND attribute_not_exists(succeededBy)' };
  return { ConditionExpression: 'edition = :basedOn AND attribute_not_exists(succeededBy)', ExpressionAttributeValues: { ...values, ':basedOn': basedOn } };
}

/** Which of the items refused their condition; none when all were written. */
async function transact({ client }: DocumentTable, TransactItems: TransactItem[]): Promise<number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const refused = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []));
      if (refused.length > 0) return refused;
      if (!codes.includes('TransactionConflict') || attempt === MAX_ATTEMPTS) throw error;
      await sleep(PAUSE_MILLISECONDS * attempt);
    }
  }
}
