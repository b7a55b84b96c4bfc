import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { recordedEvent, type RecordedEvent } from '#domain/dossiers/event';
import { actorMark, applicationHash, chainHash, chainStart, contentHash } from '#domain/dossiers/event-chain';
import { recordEvents } from '#domain/dossiers/record-events';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { chainTools } from '#functions/platform/chain-tools';
import { catalogueProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { APPLICATION, Story } from '#test/domain/dossiers/story';

const { sha256 } = chainTools;
const hex = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

function story(): Story {
  return new Story(catalogueProcedure('1.013225'), '2026-11-23T09:00').begun();
}

/** What each event's hash should be, counted here from the printed rule and not by the domain's own functions. */
function hashesOf(events: readonly RecordedEvent[], salt: string): string[] {
  let previous = hex(`mot-cua/dossier-events/1\n${events[0]?.dossierId ?? ''}`);
  return events.map(({ id, dossierId, seq, at, by, event }) => {
    const mark = hex(`mot-cua/actor/1\n${salt}\n${String(seq)}\n${by.id}`);
    const content = hex(canonicalJson({ id, dossierId, seq, at, by: { kind: by.kind, agency: by.agency, mark }, event }));
    previous = hex(Buffer.from(previous, 'hex'), Buffer.from(content, 'hex'));
    return previous;
  });
}

describe('the chain of a dossier\'s events', () => {
  it('gives every event a hash over its predecessor\'s and its own content', () => {
    const { recorded, dossier } = story();
    expect(recorded.length).toBeGreaterThan(3);
    expect(recorded.map(({ hash }) => hash)).toEqual(hashesOf(recorded, dossier.salt ?? ''));
  });

  it('leaves its end on the dossier, and goes on from there', () => {
    const told = story();
    expect(told.dossier.head).toBe(told.recorded.at(-1)?.hash);
    const before = told.recorded.length;
    told.answer(told.openSteps()[0] ?? '');
    expect(told.recorded.length).toBeGreaterThan(before);
    expect(told.dossier.head).toBe(hashesOf(told.recorded, told.dossier.salt ?? '').at(-1));
  });

  it('is the same again when the events come back from a store', () => {
    const { recorded, dossier } = story();
    const back = recorded.map((each) => recordedEvent.parse(JSON.parse(JSON.stringify(each))));
    expect(hashesOf(back, dossier.salt ?? '')).toEqual(recorded.map(({ hash }) => hash));
  });

  it('begins elsewhere in every dossier', () => {
    expect(chainStart(sha256, 'ds-a')).not.toBe(chainStart(sha256, 'ds-b'));
  });

  it('changes with every fact of an event, with who did it, and with what came before', () => {
    const [first] = story().recorded;
    if (first === undefined) throw new Error('nothing happened');
    const { hash: _hash, ...event } = first;
    const content = contentHash(sha256, 'salt', event);
    expect(contentHash(sha256, 'salt', { ...event, at: '2026-11-23T02:00:00.001Z' })).not.toBe(content);
    expect(contentHash(sha256, 'salt', { ...event, by: { ...event.by, id: 'officer-8' } })).not.toBe(content);
    expect(contentHash(sha256, 'salt', { ...event, event: { type: 'DossierWithdrawn', reason: '' } })).not.toBe(content);
    expect(chainHash(sha256, '00'.repeat(32), content)).not.toBe(chainHash(sha256, '01'.repeat(32), content));
  });
});

describe('personal data and the chain', () => {
  it('binds the application by a hash that nobody can guess without the salt', () => {
    const { recorded, dossier } = story();
    const [created] = recorded;
    const bound = created?.event.type === 'DossierCreated' ? created.event.applicationHash : undefined;
    expect(bound).toBe(hex(`mot-cua/application/1\n${dossier.salt ?? ''}\n${canonicalJson(APPLICATION)}`));
    expect(applicationHash(sha256, 'another', APPLICATION)).not.toBe(bound);
    expect(JSON.stringify(recorded)).not.toContain(dossier.salt);
  });

  it('does not show whether two events are by one person', () => {
    const by = { kind: 'officer' as const, id: 'officer-7' };
    expect(actorMark(sha256, 'salt', { seq: 1, by })).not.toBe(actorMark(sha256, 'salt', { seq: 2, by }));
  });

  it('draws a salt of its own for every dossier and keeps it for life', () => {
    const one = story();
    const { salt } = one.dossier;
    one.answer(one.openSteps()[0] ?? '');
    expect(one.dossier.salt).toBe(salt);
    expect(salt).toMatch(/^[0-9a-f]{32}$/);
    expect(story().dossier.salt).not.toBe(salt);
  });
});

it('a dossier from before there were chains goes on without one', () => {
  const { dossier } = story();
  const { salt: _salt, head: _head, ...old } = dossier;
  const { after, recorded } = recordEvents(old, [{ type: 'DossierWithdrawn', reason: 'Nộp nhầm' }], { dossierId: old.id, at: '2026-11-24T02:00:00.000Z', by: { kind: 'citizen', id: 'citizen-1' }, chain: chainTools });
  expect(recorded[0]?.hash).toBeUndefined();
  expect(after.head).toBeUndefined();
});
