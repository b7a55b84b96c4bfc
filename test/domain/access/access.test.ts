import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterCall, afterLoan, nextLoan, NOTHING_BORROWED, type Allowance } from '#domain/access/call-allowance';
import { MAX_KEYS, withKey, withoutKey } from '#domain/access/change-client';
import { goodKeys, keyFault } from '#domain/access/key-standing';
import { publicJwk } from '#domain/access/public-jwk';
import { Temporal } from '#domain/kernel/temporal';
import { aClient, aKeyPair } from '#test/support/builders/client-builders';

const now = Temporal.Instant.from('2026-11-23T03:00:00Z');
const [first, second] = [aKeyPair({ id: 'one' }).key, aKeyPair({ id: 'two' }).key];
const refusal = (code: string) => expect.objectContaining({ details: expect.objectContaining({ code }) });
const refused = (change: () => unknown): unknown => {
  try {
    return change();
  } catch (error) {
    return error;
  }
};

describe('a public key', () => {
  it('is refused with a private member, or of a curve or size we do not take', () => {
    expect(publicJwk.safeParse(first.publicJwk).success).toBe(true);
    for (const bad of [{ ...first.publicJwk, d: 'c2VjcmV0' }, { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) }, { kty: 'RSA', n: 'A'.repeat(171), e: 'AQAB' }, { kty: 'oct', k: 'AA' }]) expect(publicJwk.safeParse(bad).success).toBe(false);
  });
});

describe('the keys of a client', () => {
  it('two are good at once while one takes over from the other', () => {
    const both = withKey(aClient({ keys: [first] }), second);
    expect(goodKeys(both, now)).toEqual([first, second]);
    const after = withoutKey(both, 'one', { byItself: true, now });
    expect(goodKeys(after, now)).toEqual([second]);
    expect(keyFault(after, 'one', now)).toBe('key-revoked');
  });

  it('the same key is added once, and another under its id never', () => {
    const client = aClient({ keys: [first] });
    expect(withKey(client, first)).toBe(client);
    expect(refused(() => withKey(client, { ...second, id: 'one' }))).toEqual(refusal('key-id-taken'));
    const revoked = withoutKey(client, 'one', { byItself: false, now });
    expect(refused(() => withKey(revoked, first))).toEqual(refusal('key-id-taken'));
  });

  it('a client keeps its last good key, unless the administrator takes it', () => {
    const expired = { ...second, expiresAt: '2026-11-23T02:59:59.000Z' };
    const client = aClient({ keys: [first, expired] });
    expect(keyFault(client, 'two', now)).toBe('key-expired');
    expect(refused(() => withoutKey(client, 'one', { byItself: true, now }))).toEqual(refusal('last-key'));
    expect(goodKeys(withoutKey(client, 'one', { byItself: false, now }), now)).toEqual([]);
    expect(refused(() => withoutKey(client, 'none', { byItself: false, now }))).toEqual(refusal('key-not-found'));
  });

  it('no key is good while the client is disabled, and none that it does not have', () => {
    expect(keyFault(aClient({ keys: [first], state: 'disabled' }), 'one', now)).toBe('client-disabled');
    expect(keyFault(aClient({ keys: [first] }), 'another', now)).toBe('key-revoked');
  });

  it('are thirty at most, revoked ones too', () => {
    const keys = Array.from({ length: MAX_KEYS }, (_none, index) => ({ ...first, id: `k-${String(index)}`, state: 'revoked' as const }));
    expect(refused(() => withKey(aClient({ keys }), second))).toEqual(refusal('too-many-keys'));
  });
});

describe('calls that are borrowed from a common count', () => {
  /** Each call comes to one of several functions; gives how many were let in and how often the count was asked. */
  function run(limit: number, calls: readonly number[]): { letIn: number; asked: number; refusedAt: number | undefined } {
    const functions = new Map<number, Allowance>();
    let [count, letIn, asked] = [0, 0, 0];
    let refusedAt: number | undefined;
    calls.forEach((one, index) => {
      let allowance = functions.get(one) ?? NOTHING_BORROWED;
      if (allowance.left <= 0 && allowance.leftForAll > 0) {
        const loan = nextLoan(allowance, limit);
        count += loan;
        asked += 1;
        allowance = afterLoan(allowance, { asked: loan, count, limit });
      }
      if (allowance.left > 0) {
        allowance = afterCall(allowance);
        letIn += 1;
      } else refusedAt ??= index;
      functions.set(one, allowance);
    });
    return { letIn, asked, refusedAt };
  }

  it('are never more than the limit, and a caller is refused after half of it at the earliest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 900 }), (limit, calls) => {
        const { letIn, refusedAt } = run(limit, calls);
        expect(letIn).toBeLessThanOrEqual(limit);
        expect(refusedAt ?? limit).toBeGreaterThanOrEqual(Math.floor(limit / 2));
      }),
    );
  });

  it('of a busy caller cost a write about every twenty', () => {
    const { letIn, asked } = run(3_000, Array.from({ length: 3_100 }, () => 0));
    expect(letIn).toBe(3_000);
    expect(asked).toBeLessThan(3_000 / 19);
  });
});
