import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { KeptSubscriptionAnswer, SubscriptionStore } from '#domain/notifications/subscription';
import { anAudience, aSubscription } from '#test/support/builders/notification-builders';

const SECRETS = { current: 'sealed-1' };

function anAnswer(overrides: Partial<KeptSubscriptionAnswer> = {}): KeptSubscriptionAnswer {
  return { scope: randomUUID(), requestHash: 'hash', status: 200, body: { b: 1, a: [2] }, keptAt: '2026-11-26T01:00:00.000Z', ...overrides };
}

/** What every register of subscriptions does. */
export function subscriptionStoreContract(name: string, store: () => SubscriptionStore): void {
  describe(`${name} as a register of subscriptions`, () => {
    it('finds one by its id, with its secrets, and all of an audience, oldest first', async () => {
      const audience = anAudience();
      const younger = aSubscription({ audience, createdAt: '2026-11-24T01:00:00.000Z' });
      const older = aSubscription({ audience, state: 'stopped', stopReason: 'gone' });
      for (const each of [younger, older, aSubscription()]) expect(await store().add(each, SECRETS)).toBe(true);
      expect(await store().find(older.id)).toEqual({ subscription: older, secrets: SECRETS });
      expect(await store().of(audience)).toEqual([older, younger]);
      expect(await store().find('sb-none')).toBeUndefined();
      expect(await store().of(anAudience())).toEqual([]);
    });

    it('keeps the first when the same is added twice', async () => {
      const added = aSubscription();
      await store().add(added, SECRETS);
      expect(await store().add({ ...added, url: 'https://elsewhere.example/' }, { current: 'sealed-2' })).toBe(false);
      expect(await store().find(added.id)).toEqual({ subscription: added, secrets: SECRETS });
      expect(await store().of(added.audience)).toEqual([added]);
    });

    it('changes one only on top of the version it was read with, and its secrets only when told to', async () => {
      const added = aSubscription();
      await store().add(added, SECRETS);
      const paused = { ...added, version: 2, state: 'paused' as const };
      expect(await store().change(paused, 1)).toBe(true);
      expect(await store().change({ ...added, version: 2, url: 'https://lost.example/' }, 1)).toBe(false);
      expect(await store().find(added.id)).toEqual({ subscription: paused, secrets: SECRETS });
      const rotated = { current: 'sealed-2', previous: { sealed: 'sealed-1', until: '2026-11-25T01:00:00.000Z' } };
      expect(await store().change({ ...paused, version: 3 }, 2, { secrets: rotated })).toBe(true);
      expect(await store().find(added.id)).toEqual({ subscription: { ...paused, version: 3 }, secrets: rotated });
      expect(await store().of(added.audience)).toEqual([{ ...paused, version: 3 }]);
      expect(await store().change(aSubscription({ version: 2 }), 1)).toBe(false);
    });

    it('forgets one that is removed, unless it was changed meanwhile', async () => {
      const added = aSubscription({ version: 4 });
      await store().add(added, SECRETS);
      expect(await store().remove(added.id, 3)).toBe(false);
      expect(await store().remove(added.id, 4)).toBe(true);
      expect(await store().remove(added.id, 4)).toBe(false);
      expect(await store().find(added.id)).toBeUndefined();
      expect(await store().of(added.audience)).toEqual([]);
    });

    it('keeps an answer with the write it belongs to, its secret sealed beside it', async () => {
      const added = aSubscription();
      const answers = [anAnswer({ status: 201, secret: { subscriptionId: added.id, sealed: 'sealed-1' } }), anAnswer(), anAnswer({ status: 204, body: undefined })] as const;
      expect(await store().add(added, SECRETS, answers[0])).toBe(true);
      expect(await store().change({ ...added, version: 2 }, 1, { answer: answers[1] })).toBe(true);
      expect(await store().remove(added.id, 2, answers[2])).toBe(true);
      for (const answer of answers) expect(await store().keptAnswer(answer.scope)).toEqual(answer);
      expect(await store().keptAnswer(randomUUID())).toBeUndefined();
    });

    it('keeps no answer of a write that was refused, and writes nothing under a key that was answered', async () => {
      const added = aSubscription();
      const first = anAnswer();
      await store().add(added, SECRETS, first);
      const late = anAnswer();
      expect(await store().change({ ...added, version: 9 }, 8, { answer: late })).toBe(false);
      expect(await store().keptAnswer(late.scope)).toBeUndefined();
      expect(await store().change({ ...added, version: 2 }, 1, { answer: first })).toBe(false);
      expect(await store().remove(added.id, 1, first)).toBe(false);
      expect(await store().add(aSubscription(), SECRETS, first)).toBe(false);
      expect(await store().find(added.id)).toMatchObject({ subscription: { version: 1 } });
    });

    it('keeps the first answer to a call that changes no subscription', async () => {
      const first = anAnswer();
      await store().keep(first);
      await store().keep({ ...first, body: { other: true } });
      expect(await store().keptAnswer(first.scope)).toEqual(first);
    });
  });
}
