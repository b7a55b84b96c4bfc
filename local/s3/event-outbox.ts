import type { DatabaseSync } from 'node:sqlite';
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

const retryMilliseconds = 1000;

/**
 * Events wait in the table until the listener has returned, so a kill between storing and telling loses none: delivered at least once,
 * in order, one at a time. A listener that throws is asked again a second later.
 */
export function createEventOutbox(database: DatabaseSync, listener: ObjectCreatedListener | undefined): EventOutbox {
  const insert = database.prepare('INSERT INTO events (document) VALUES (?)');
  const oldest = database.prepare('SELECT sequence, document FROM events ORDER BY sequence LIMIT 1');
  const remove = database.prepare('DELETE FROM events WHERE sequence = ?');
  let delivery: Promise<void> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isStopped = false;

  const deliverAll = async (listen: ObjectCreatedListener): Promise<void> => {
    for (let row = oldest.get(); row; row = oldest.get()) {
      await listen(eventSchema.parse(JSON.parse(String(row['document']))));
      if (isStopped) return;
      remove.run(Number(row['sequence']));
    }
  };

  const deliver = (): void => {
    if (!listener || delivery || isStopped) return;
    clearTimeout(retry);
    delivery = deliverAll(listener).then(
      () => {
        delivery = undefined;
        // One may have been added after the last look.
        if (!isStopped && oldest.get()) deliver();
      },
      () => {
        delivery = undefined;
        if (!isStopped) retry = setTimeout(deliver, retryMilliseconds).unref();
      },
    );
  };

  return {
    add: (event) => {
      if (listener) insert.run(JSON.stringify(event));
    },
    deliver,
    stop: () => {
      isStopped = true;
      clearTimeout(retry);
    },
  };
}
