import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds by the cell's clock. */
  readonly expiresAt: number;
}

/** Beyond this many, what has run out is swept at the next write. */
const SWEEP_ABOVE = 1_000;

/** Where the provider keeps sessions, codes and grants: in memory, so a restart asks people to sign in again. */
export function createSessionStore(): AdapterFactory {
  const kept = new Map<string, Kept>();
  const present = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    return found !== undefined && found.expiresAt > Date.now() ? found.payload : undefined;
  };
  const sweep = (): void => {
    if (kept.size > SWEEP_ABOVE) for (const key of kept.keys()) if (present(key) === undefined) kept.delete(key);
  };
  return (model) => storeOf(model, { kept, present, sweep });
}

function storeOf(model: string, { kept, present, sweep }: { kept: Map<string, Kept>; present: (key: string) => AdapterPayload | undefined; sweep: () => void }): Adapter {
  const keyOf = (id: string): string => `${model}:${id}`;
  const findBy = async (name: 'uid' | 'userCode', value: string): Promise<AdapterPayload | undefined> =>
    [...kept.keys()].filter((key) => key.startsWith(keyOf(''))).map(present).find((payload) => payload?.[name] === value);
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      sweep();
      kept.set(keyOf(id), { payload, expiresAt: expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000 });
    },
    find: async (id) => present(keyOf(id)),
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    consume: async (id) => {
      const found = kept.get(keyOf(id));
      if (found !== undefined) kept.set(keyOf(id), { ...found, payload: { ...found.payload, consumed: Math.floor(Date.now() / 1000) } });
    },
    destroy: async (id) => {
      kept.delete(keyOf(id));
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of kept) if (key.startsWith(keyOf('')) && payload.grantId === grantId) kept.delete(key);
    },
  };
}
