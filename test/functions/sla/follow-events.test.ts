import '#test/functions/platform/quiet';
import { expect, it } from '@jest/globals';
import { Temporal } from '#domain/kernel/temporal';
import { followEvents } from '#functions/sla/count-dossiers/count-dossiers';
import { RecordInMemory } from '#test/functions/platform/record-in-memory';
import { submitted } from '#test/functions/platform/sample-dossier';
import { InMemoryFigureStore } from '#test/support/fakes/in-memory-figure-store';
import { InMemoryLogStore } from '#test/support/fakes/in-memory-log-store';

const NOW = Temporal.Instant.from('2026-11-23T02:00:00Z');

/** A record with one dossier just handed in, and its events as the stream brings them. */
function handedIn() {
  const { dossier, events } = submitted();
  const store = new RecordInMemory();
  store.dossiers.set(dossier.id, dossier);
  return { dossier, events, tools: { store, figures: new InMemoryFigureStore(), log: new InMemoryLogStore() } };
}

async function notedOn({ log }: { readonly log: InMemoryLogStore }, day: string) {
  const heads = [];
  for await (const notes of log.notes(day)) heads.push(...notes);
  return heads;
}

it('notes the last head of each dossier of a batch, under the day it is', async () => {
  const { dossier, events, tools } = handedIn();
  await followEvents(tools, events, NOW);
  expect(await notedOn(tools, '2026-11-23')).toEqual([{ dossierId: dossier.id, seq: dossier.version, head: dossier.head }]);
});

it('notes what cannot be counted, and has the batch come again', async () => {
  const { events, tools } = handedIn();
  const down = () => Promise.reject(new Error('figures are down'));
  const broken = { ...tools, figures: { generations: down, count: down, counted: down } };
  await expect(followEvents(broken, events, NOW)).rejects.toThrow('figures are down');
  expect(await notedOn(tools, '2026-11-23')).toHaveLength(1);
});

it('counts what cannot be noted, and has the batch come again', async () => {
  const { dossier, events, tools } = handedIn();
  let counted = '';
  const store = { ...tools.store, load: async (id: string) => { counted = id; return dossier; } };
  const log = { note: () => Promise.reject(new Error('the log is down')) };
  await expect(followEvents({ figures: tools.figures, store, log }, events, NOW)).rejects.toThrow('the log is down');
  expect(counted).toBe(dossier.id);
});
