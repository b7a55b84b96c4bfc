import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AccessToken, TokenStore } from '#domain/access/token-store';
import { Temporal } from '#domain/kernel/temporal';
import { tokenKey } from '#functions/adapters/dynamodb/access-keys';
import { documentTable, type TableAccess } from '#functions/adapters/dynamodb/document-client';
import { createExpiringCache } from '#functions/adapters/dynamodb/expiring-cache';

const item = z.object({ clientId: z.string(), keyId: z.string(), issuedAt: z.string(), expiresAt: z.string() });

// What a token says never changes; whether it still counts is read from the client at every call.
const CACHE = { maxEntries: 1_000, keptMilliseconds: 60_000 } as const;

/** Access tokens of ours, by their hash. What has run out is removed by the table itself. */
export function createDynamoTokenStore({ now, ...access }: TableAccess & { readonly now: () => Temporal.Instant }): TokenStore {
  const { client, tableName } = documentTable(access);
  const known = createExpiringCache<AccessToken>({ ...CACHE, nowMilliseconds: () => now().epochMilliseconds });
  return {
    async keep(hash, token) {
      const expiresAtEpochSeconds = Math.ceil(Temporal.Instant.from(token.expiresAt).epochMilliseconds / 1000);
      await client.send(new PutCommand({ TableName: tableName, Item: { ...tokenKey(hash), ...token, expiresAtEpochSeconds } }));
    },
    async find(hash) {
      const remembered = known.get(hash);
      if (remembered !== undefined) return remembered;
      // One that was given a moment ago must be there.
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: tokenKey(hash), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const token = item.parse(Item);
      known.set(hash, token);
      return token;
    },
  };
}
