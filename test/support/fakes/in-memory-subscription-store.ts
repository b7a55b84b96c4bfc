import { audienceKey, type Audience } from '#domain/notifications/audience';
import type { SealedSecrets, Subscription, SubscriptionStore } from '#domain/notifications/subscription';

/** Subscriptions in memory. */
export class InMemorySubscriptionStore implements SubscriptionStore {
  private readonly kept = new Map<string, { subscription: Subscription; secrets: SealedSecrets }>();

  async add(added: Subscription, secrets: SealedSecrets): Promise<boolean> {
    if (this.kept.has(added.id)) return false;
    this.kept.set(added.id, structuredClone({ subscription: added, secrets }));
    return true;
  }

  async find(id: string): Promise<{ subscription: Subscription; secrets: SealedSecrets } | undefined> {
    return structuredClone(this.kept.get(id));
  }

  async of(whose: Audience): Promise<readonly Subscription[]> {
    const theirs = [...this.kept.values()].map((each) => each.subscription).filter(({ audience }) => audienceKey(audience) === audienceKey(whose));
    return structuredClone(theirs.toSorted((one, other) => (`${one.createdAt}${one.id}` < `${other.createdAt}${other.id}` ? -1 : 1)));
  }

  async change(changed: Subscription, expectedVersion: number, secrets?: SealedSecrets): Promise<boolean> {
    const known = this.kept.get(changed.id);
    if (known?.subscription.version !== expectedVersion) return false;
    this.kept.set(changed.id, structuredClone({ subscription: changed, secrets: secrets ?? known.secrets }));
    return true;
  }

  async remove(id: string, expectedVersion: number): Promise<boolean> {
    return this.kept.get(id)?.subscription.version === expectedVersion && this.kept.delete(id);
  }
}
