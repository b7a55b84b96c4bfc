import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const eventSchema = z.object({
  bucket: z.string(),
  key: z.string(),
  /** `null` in a bucket without versioning. */
  versionId: z.string().nullable(),
  sizeBytes: z.int(),
  /** Without quotes. */
  etag: z.string(),
  eventName: z.enum(['ObjectCreated:Put', 'ObjectCreated:Post', 'ObjectCreated:Copy', 'ObjectCreated:CompleteMultipartUpload']),
  /** ISO 8601, UTC. */
  eventTime: z.string(),
});

export type ObjectCreatedEvent = z.infer<typeof eventSchema>;
export type ObjectCreatedListener = (event: ObjectCreatedEvent) => void | Promise<void>;

export interface EventOutbox {
  /** To be called in the transaction that stores the object. */
  add(event: ObjectCreatedEvent): void;
  /** Hands over what is waiting, oldest first. */
  deliver(): void;
  /** No delivery begins afterwards; one still under way counts as not made and is made again at the next start. */
  stop(): void;
}

const RETRY_MILLISECONDS = 1000;
const DELIVERIES_AT_ONCE = 10;

/**
 * Events wait in the table until the listener has returned, so a kill between storing and telling loses none: delivered at least once,
 * begun oldest first, some at once, since one listener that takes its time holds up nobody else's. One that throws is asked again a second later.
 */
export function createEventOutbox(database: DatabaseSync, listener: ObjectCreatedListener | undefined): EventOutbox {
  const insert = database.prepare('INSERT INTO events (document) VALUES (?)');
  const oldest = database.prepare('SELECT sequence, document FROM events ORDER BY sequence LIMIT ?');
  const remove = database.prepare('DELETE FROM events WHERE sequence = ?');
  const underWay = new Set<number>();
  let isStopped = false;

  const deliver = (): void => {
    if (listener === undefined || isStopped) return;
    for (const row of oldest.all(DELIVERIES_AT_ONCE)) {
      const sequence = Number(row['sequence']);
      if (!underWay.has(sequence)) void tell(listener, sequence, String(row['document']));
    }
  };
  const tell = async (listen: ObjectCreatedListener, sequence: number, document: string): Promise<void> => {
    underWay.add(sequence);
    try {
      await listen(eventSchema.parse(JSON.parse(document)));
      if (!isStopped) remove.run(sequence);
    } catch {
      await wait(RETRY_MILLISECONDS, undefined, { ref: false });
    }
    underWay.delete(sequence);
    deliver();
  };

  return {
    add: (event) => {
      if (listener !== undefined) insert.run(JSON.stringify(event));
    },
    deliver,
    stop: () => {
      isStopped = true;
    },
  };
}
