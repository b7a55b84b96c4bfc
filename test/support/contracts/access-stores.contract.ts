import { describe, expect, it } from '@jest/globals';
import type { CallCounter } from '#domain/access/call-counter';
import type { ClientStore } from '#domain/access/client-store';
import type { OnceStore } from '#domain/access/once-store';
import type { TokenStore } from '#domain/access/token-store';
import { Temporal } from '#domain/kernel/temporal';
import { aClient, aClientId } from '#test/support/builders/client-builders';

export interface AccessStores {
  readonly clients: ClientStore;
  readonly tokens: TokenStore;
  readonly once: OnceStore;
  readonly calls: CallCounter;
}

/** What the keepers of who may call do; `fresh` has nothing in it. */
export function accessStoresContract(name: string, fresh: () => AccessStores): void {
  const now = Temporal.Instant.from('2026-11-23T03:00:00Z');

  describe(`${name} as what knows who may call`, () => {
    it('gives back a client as it was kept last, and changes it only from the version it has', async () => {
      const { clients } = fresh();
      const client = aClient();
      const kept = { client, answered: [{ scope: 's', requestHash: 'h' }] };
      expect(await clients.find(client.id)).toBeUndefined();
      expect(await clients.save(kept)).toBe('saved');
      expect(await clients.save(kept)).toBe('changed-meanwhile');
      expect(await clients.find(client.id)).toEqual(kept);
      const next = { client: { ...client, version: 2, state: 'disabled' as const }, answered: [] };
      expect(await clients.save({ ...next, client: { ...next.client, version: 3 } })).toBe('changed-meanwhile');
      expect(await clients.save(next)).toBe('saved');
      expect(await clients.find(client.id)).toEqual(next);
    });

    it('lists clients page by page, each once, by id', async () => {
      const { clients } = fresh();
      for (let made = 0; made < 5; made += 1) await clients.save({ client: aClient(), answered: [] });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await clients.page({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.clients.length).toBeLessThanOrEqual(2);
        seen.push(...page.clients.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual([...new Set(seen)].toSorted());
      expect(seen.length).toBeGreaterThanOrEqual(5);
      await expect(clients.page({ limit: 2, cursor: 'made up' })).rejects.toThrow('cursor');
    });

    it('knows a token by its hash', async () => {
      const { tokens } = fresh();
      const token = { clientId: aClientId(), keyId: 'k-1', issuedAt: '2026-11-23T03:00:00.000Z', expiresAt: '2026-11-23T04:00:00.000Z' };
      await tokens.keep('a'.repeat(64), token);
      expect(await tokens.find('a'.repeat(64))).toEqual(token);
      expect(await tokens.find('b'.repeat(64))).toBeUndefined();
    });

    it('lets a word be said once by each client, and again when it is too old to matter', async () => {
      const { once } = fresh();
      const word = { kind: 'nonce' as const, clientId: aClientId(), word: 'n-12345678', until: now.add({ seconds: 300 }) };
      expect(await once.sayOnce(word, now)).toBe(true);
      expect(await once.sayOnce(word, now)).toBe(false);
      expect(await once.sayOnce(word, now.add({ seconds: 300 }))).toBe(false);
      expect(await once.sayOnce({ ...word, clientId: aClientId() }, now)).toBe(true);
      expect(await once.sayOnce({ ...word, kind: 'assertion' }, now)).toBe(true);
      expect(await once.sayOnce({ ...word, until: now.add({ seconds: 900 }) }, now.add({ seconds: 302 }))).toBe(true);
    });

    it('counts calls by caller and window', async () => {
      const { calls } = fresh();
      const caller = aClientId();
      expect(await calls.add({ caller, window: 7, count: 1 })).toBe(1);
      expect(await calls.add({ caller, window: 7, count: 20 })).toBe(21);
      expect(await calls.add({ caller, window: 8, count: 2 })).toBe(2);
      expect(await calls.add({ caller: aClientId(), window: 7, count: 3 })).toBe(3);
    });
  });
}
