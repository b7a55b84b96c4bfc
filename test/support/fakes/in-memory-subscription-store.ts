import { audienceKey, type Audience } from '#domain/notifications/audience';
import type { KeptSubscriptionAnswer, SealedSecrets, Subscription, SubscriptionStore } from '#domain/notifications/subscription';

/** Subscriptions in memory. */
export class InMemorySubscriptionStore implements SubscriptionStore {
  private readonly kept = new Map<string, { subscription: Subscription; secrets: SealedSecrets }>();
  private readonly answers = new Map<string, KeptSubscriptionAnswer>();

  async add(added: Subscription, secrets: SealedSecrets, answer?: KeptSubscriptionAnswer): Promise<boolean> {
    if (this.kept.has(added.id) || this.isAnswered(answer)) return false;
    this.kept.set(added.id, structuredClone({ subscription: added, secrets }));
    if (answer !== undefined) await this.keep(answer);
    return true;
  }

  async find(id: string): Promise<{ subscription: Subscription; secrets: SealedSecrets } | undefined> {
    return structuredClone(this.kept.get(id));
  }

  async of(whose: Audience): Promise<readonly Subscription[]> {
    const theirs = [...this.kept.values()].map((each) => each.subscription).filter(({ audience }) => audienceKey(audience) === audienceKey(whose));
    return structuredClone(theirs.toSorted((one, other) => (`${one.createdAt}${one.id}` < `${other.createdAt}${other.id}` ? -1 : 1)));
  }

  async change(changed: Subscription, expectedVersion: number, also: { readonly secrets?: SealedSecrets; readonly answer?: KeptSubscriptionAnswer } = {}): Promise<boolean> {
    const known = this.kept.get(changed.id);
    if (known?.subscription.version !== expectedVersion || this.isAnswered(also.answer)) return false;
    this.kept.set(changed.id, structuredClone({ subscription: changed, secrets: also.secrets ?? known.secrets }));
    if (also.answer !== undefined) await this.keep(also.answer);
    return true;
  }

  async remove(id: string, expectedVersion: number, answer?: KeptSubscriptionAnswer): Promise<boolean> {
    if (this.kept.get(id)?.subscription.version !== expectedVersion || this.isAnswered(answer)) return false;
    if (answer !== undefined) await this.keep(answer);
    return this.kept.delete(id);
  }

  async keep(answer: KeptSubscriptionAnswer): Promise<void> {
    if (!this.answers.has(answer.scope)) this.answers.set(answer.scope, structuredClone(answer));
  }

  async keptAnswer(scope: string): Promise<KeptSubscriptionAnswer | undefined> {
    return structuredClone(this.answers.get(scope));
  }

  private isAnswered(answer: KeptSubscriptionAnswer | undefined): boolean {
    return answer !== undefined && this.answers.has(answer.scope);
  }
}
