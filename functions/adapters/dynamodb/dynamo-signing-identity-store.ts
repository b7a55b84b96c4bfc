import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { registeredIdentity, type RegisteredIdentity } from '#domain/documents/signing-identity';
import { validAt, type SigningIdentityStore } from '#domain/documents/signing-identity-store';
import { documentTable, type DocumentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { queryAll } from '#functions/adapters/dynamodb/query-pages';
import * as keys from '#functions/adapters/dynamodb/register-keys';
import { transact } from '#functions/adapters/dynamodb/transact';

const identityItem = z.object({ identity: registeredIdentity });

/** The register of signing identities: the one in force under its id, every version beside it, listed by agency. */
export function createDynamoSigningIdentityStore(access: TableAccess): SigningIdentityStore {
  const table = documentTable(access);
  return {
    find: (identityId) => find(table, identityId),
    ofAgency: (agency) => listed(table, agency, ''),
    agencySeal: async (agency, at) => validAt(await listed(table, agency, keys.signerOrder({ capacity: 'agency' })), at),
    officer: async (agency, subject, at) => validAt(await listed(table, agency, keys.signerOrder({ capacity: 'officer', officer: subject })), at),
    save: (identity) => save(table, identity),
  };
}

async function find({ client, tableName }: DocumentTable, identityId: string): Promise<RegisteredIdentity | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: keys.signerKey(identityId), ConsistentRead: true }));
  return Item === undefined ? undefined : identityItem.parse(Item).identity;
}

async function listed(table: DocumentTable, agency: string, beginning: string): Promise<readonly RegisteredIdentity[]> {
  const items = await queryAll(table, {
    IndexName: 'listing',
    KeyConditionExpression: beginning === '' ? 'listingPk = :pk' : 'listingPk = :pk AND begins_with(listingSk, :sk)',
    ExpressionAttributeValues: { ':pk': keys.signersOf(agency), ...(beginning === '' ? {} : { ':sk': beginning }) },
  });
  return items.map((item) => identityItem.parse(item).identity);
}

async function save({ client, tableName: TableName }: DocumentTable, identity: RegisteredIdentity): Promise<'saved' | 'changed-meanwhile'> {
  const listing = { listingPk: keys.signersOf(identity.agency), listingSk: `${keys.signerOrder(identity)}${identity.id}` };
  const follows =
    identity.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: '#identity.#version = :before', ExpressionAttributeNames: { '#identity': 'identity', '#version': 'version' }, ExpressionAttributeValues: { ':before': identity.version - 1 } };
  const outcome = await transact(client, [
    { role: 'in-force', item: { Put: { TableName, Item: { ...keys.signerKey(identity.id), ...listing, identity }, ...follows } } },
    { role: 'version', item: { Put: { TableName, Item: { ...keys.signerVersionKey(identity.id, identity.version), identity }, ConditionExpression: 'attribute_not_exists(pk)' } } },
  ]);
  return outcome.kind === 'written' ? 'saved' : 'changed-meanwhile';
}
