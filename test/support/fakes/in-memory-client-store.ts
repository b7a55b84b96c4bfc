import type { ClientPage, ClientStore, KeptClient } from '#domain/access/client-store';
import { decodeCursor, encodeCursor } from '#functions/adapters/dynamodb/cursor';

export class InMemoryClientStore implements ClientStore {
  private readonly kept = new Map<string, KeptClient>();

  find(id: string): Promise<KeptClient | undefined> {
    return Promise.resolve(this.kept.get(id));
  }

  save(next: KeptClient): Promise<'saved' | 'changed-meanwhile'> {
    const before = this.kept.get(next.client.id)?.client.version ?? 0;
    if (next.client.version !== before + 1) return Promise.resolve('changed-meanwhile');
    this.kept.set(next.client.id, structuredClone(next));
    return Promise.resolve('saved');
  }

  page(request: { readonly limit: number; readonly cursor?: string }): Promise<ClientPage> {
    return Promise.resolve().then(() => this.pageOf(request));
  }

  private pageOf({ limit, cursor }: { readonly limit: number; readonly cursor?: string }): ClientPage {
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const later = [...this.kept.values()].map(({ client }) => client).filter(({ id }) => id > after).toSorted((left, right) => (left.id < right.id ? -1 : 1));
    const clients = later.slice(0, limit);
    const last = clients.at(-1);
    return { clients, ...(later.length > limit && last !== undefined ? { next: encodeCursor(last.id) } : {}) };
  }
}
