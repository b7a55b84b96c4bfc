import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { FEED_EVENT_TYPES } from '#domain/notifications/event-types';

test('docs/webhooks.md tells what each event type means, and names none that does not exist', () => {
  const chapter = readFileSync('docs/webhooks.md', 'utf8').split('## Event types')[1] ?? '';
  const told = new Set([...chapter.matchAll(/`(vn\.motcua\.[a-z.0-9-]+)`/g)].map(([, type]) => type));
  expect([...told].toSorted()).toEqual(FEED_EVENT_TYPES);
});
