import { CLOSED } from '#domain/notifications/breaker';
import type { Delivery } from '#domain/notifications/delivery';
import {
  type DeliveryLine, type DeliveryPage, type DeliveryStore, type Lease, LeaseLost, type LeaseOutcome, type LineState, MAX_REPLAYS, type Replay, type SettleOutcome, type Settlement,
} from '#domain/notifications/delivery-store';
import type { Channel, Subscription } from '#domain/notifications/subscription';

interface Line {
  state: LineState;
  lease: { owner: string; until: string } | undefined;
  wakes: number;
  readonly rows: Map<number, Delivery>;
  readonly queues: Map<string, readonly number[]>;
}

/** The deliveries of all subscriptions in memory. */
export class InMemoryDeliveryStore implements DeliveryStore {
  private readonly lines = new Map<string, Line>();

  async begin({ id, channel, version }: Subscription, positions: readonly number[], dueAt: string): Promise<void> {
    for (const [partition, cursor] of positions.entries()) {
      const line = { subscriptionId: id, partition };
      if (this.lines.has(keyOf(line))) continue;
      const progress = { cursor, seenVersion: version, breaker: CLOSED, troubledLanes: 0, paceMilliseconds: 0, replayed: [] };
      this.lines.set(keyOf(line), { state: { ...line, channel, progress, replays: [], dueAt }, lease: undefined, wakes: 0, rows: new Map(), queues: new Map() });
    }
  }

  async peek(line: DeliveryLine): Promise<LineState | undefined> {
    return structuredClone(this.lines.get(keyOf(line))?.state);
  }

  async lease(line: DeliveryLine, by: { readonly owner: string; readonly now: string; readonly until: string }): Promise<LeaseOutcome> {
    const known = this.lines.get(keyOf(line));
    if (known === undefined) return { kind: 'missing' };
    if (known.lease !== undefined && known.lease.until >= by.now) {
      known.wakes += 1;
      return { kind: 'held' };
    }
    known.lease = { owner: by.owner, until: by.until };
    return { kind: 'leased', lease: { subscriptionId: line.subscriptionId, partition: line.partition, owner: by.owner, wakes: known.wakes }, state: structuredClone(known.state) };
  }

  async settle(lease: Lease, settlement: Settlement): Promise<SettleOutcome> {
    const known = this.lines.get(keyOf(lease));
    if (known?.lease?.owner !== lease.owner) throw new LeaseLost(lease);
    const { rows, lanes, replays, progress, dueAt, release } = structuredClone(settlement);
    for (const { after } of rows) known.rows.set(after.position, after);
    for (const { lane, queue } of lanes) {
      if (queue.length === 0) known.queues.delete(lane);
      else known.queues.set(lane, queue);
    }
    const kept = new Map(known.state.replays.map((each) => [each.id, each]));
    for (const { id, after } of replays) {
      if (after === undefined) kept.delete(id);
      else kept.set(id, after);
    }
    known.state = { ...known.state, progress, dueAt, replays: [...kept.values()] };
    if (!release) return { kind: 'settled', lease };
    if (known.wakes !== lease.wakes) return { kind: 'woken', lease: { ...lease, wakes: known.wakes } };
    known.lease = undefined;
    return { kind: 'released', lease };
  }

  async retire(line: DeliveryLine): Promise<void> {
    const known = this.lines.get(keyOf(line));
    if (known === undefined) return;
    const { dueAt: _dueAt, ...state } = known.state;
    known.state = state;
  }

  async waiting(line: DeliveryLine, { until = '~', limit }: { readonly until?: string; readonly limit: number }): Promise<readonly { position: number; nextTryAt: string }[]> {
    const due = this.inState(line, 'waiting').flatMap(({ position, nextTryAt }) => (nextTryAt !== undefined && nextTryAt <= until ? [{ position, nextTryAt }] : []));
    return due.toSorted((one, other) => (one.nextTryAt < other.nextTryAt || (one.nextTryAt === other.nextTryAt && one.position < other.position) ? -1 : 1)).slice(0, limit);
  }

  async failed(line: DeliveryLine, { before, limit }: { readonly before: string; readonly limit: number }): Promise<readonly number[]> {
    return this.inState(line, 'failed').filter(({ failedAt = '' }) => failedAt < before).slice(0, limit).map(({ position }) => position);
  }

  async rows(line: DeliveryLine, positions: readonly number[]): Promise<readonly Delivery[]> {
    const known = this.lines.get(keyOf(line))?.rows;
    return structuredClone(positions.toSorted((one, other) => one - other).flatMap((position) => known?.get(position) ?? []));
  }

  async queues(line: DeliveryLine, lanes: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
    const known = this.lines.get(keyOf(line))?.queues ?? new Map<string, readonly number[]>();
    return new Map([...known].filter(([lane]) => lanes.includes(lane)));
  }

  async list(line: DeliveryLine, { state, cursor = '0', limit }: Parameters<DeliveryStore['list']>[1]): Promise<DeliveryPage> {
    const all = state === undefined ? [...(this.lines.get(keyOf(line))?.rows.values() ?? [])].toSorted((one, other) => other.position - one.position) : this.inState(line, state);
    const start = Number(cursor);
    const deliveries = structuredClone(all.slice(start, start + limit));
    return { deliveries, ...(start + limit < all.length ? { cursor: String(start + limit) } : {}) };
  }

  async askReplay(line: DeliveryLine, asked: Replay): Promise<'asked' | 'too-many' | 'missing'> {
    const known = this.lines.get(keyOf(line));
    if (known === undefined) return 'missing';
    if (known.state.replays.some(({ id }) => id === asked.id) || known.state.progress.replayed.includes(asked.id)) return 'asked';
    if (known.state.replays.length >= MAX_REPLAYS) return 'too-many';
    known.state = { ...known.state, replays: [...known.state.replays, asked], dueAt: asked.askedAt };
    return 'asked';
  }

  async due(channel: Channel, { before, limit }: { readonly before: string; readonly limit: number }): Promise<readonly DeliveryLine[]> {
    const due = [...this.lines.values()].map(({ state }) => state).filter((state) => state.channel === channel && state.dueAt !== undefined && state.dueAt < before);
    return due.slice(0, limit).map(({ subscriptionId, partition }) => ({ subscriptionId, partition }));
  }

  /** In the order they are due or failed; what waits behind another comes last. */
  private inState(line: DeliveryLine, state: 'waiting' | 'failed'): Delivery[] {
    const at = ({ nextTryAt, failedAt, position }: Delivery) => `${(state === 'waiting' ? nextTryAt : failedAt) ?? '~'}#${String(position).padStart(12, '0')}`;
    return [...(this.lines.get(keyOf(line))?.rows.values() ?? [])].filter((row) => row.state === state).toSorted((one, other) => (at(one) < at(other) ? -1 : 1));
  }
}

function keyOf({ subscriptionId, partition }: DeliveryLine): string {
  return `${subscriptionId}/${partition}`;
}
