import '../platform/quiet.ts';
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { BulkFormat } from '#domain/bulk/bulk-hand-in';
import { resumed, started } from '#domain/bulk/bulk-hand-in';
import { toIso } from '#domain/kernel/instant';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { closeBulk } from '#functions/steps/close-bulk/close-bulk';
import { cutBulk } from '#functions/steps/cut-bulk/cut-bulk';
import { handInChunk, type HandInChunkTools } from '#functions/steps/hand-in-chunk/hand-in-chunk';
import { aBulk } from '#test/support/builders/bulk-builders';
import { anAgency, aProcedure } from '#test/support/builders/register-builders';
import { fixedClock } from '#test/support/fakes/fixed-clock';
import { InMemoryAgencyStore } from '#test/support/fakes/in-memory-agency-store';
import { InMemoryBulkFiles } from '#test/support/fakes/in-memory-bulk-files';
import { InMemoryBulkStore } from '#test/support/fakes/in-memory-bulk-store';
import { InMemoryCodeCounter } from '#test/support/fakes/in-memory-code-counter';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';

const clock = fixedClock();
const calendars = { inForce: async () => shippedCalendarBook() };
const authoriser = createCedarAuthoriser();
const desk = anAgency({ code: 'H26.001.01' });
const registry = anAgency({ code: 'H26.001.02', roles: ['civil-status'] });
const paper = new TextEncoder().encode('%PDF-1.7');
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const procedure = aProcedure({ papers: [{ slot: 'declaration', name: { vi: 'Tờ khai', en: 'Declaration' }, required: true, contentTypes: ['application/pdf'], maxBytes: 1000, holdings: [] }] });
const defaults = { procedureCode: procedure.code, channel: 'online', place: { commune: '00004', province: '26' }, receivingAgency: desk.code };

interface Fault {
  /** The call before or after whose effect the function dies; none when it is beyond the last one. */
  readonly atCall: number;
  readonly isDone: boolean;
}

/** A part whose calls are counted, one of which is cut off. */
function mortal<Part extends object>(part: Part, count: { calls: number }, { atCall, isDone }: Fault): Part {
  return new Proxy(part, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]): Promise<unknown> => {
        count.calls += 1;
        const isFatal = count.calls === atCall;
        if (isFatal && !isDone) throw new Error('the function died');
        const answer: unknown = await Reflect.apply(member, target, given);
        if (isFatal) throw new Error('the function died');
        return answer;
      };
    },
  });
}

async function uploaded(format: BulkFormat, text: string) {
  const bytes = new TextEncoder().encode(text);
  const store = new InMemoryBulkStore();
  const files = new InMemoryBulkFiles(clock.now);
  const bulk = await store.create(aBulk({ format, defaults, sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) }));
  files.upload(await files.grantRows(bulk.id, { ...bulk, contentType: 'text/csv' }), bytes);
  files.upload(await files.grantPaper(bulk.id, { sha256: sha256Of(paper), sizeBytes: paper.byteLength, contentType: 'application/pdf' }), paper);
  await store.commit(started(bulk, { objectVersion: 'v1', now: toIso(clock.now()) }));
  const record = new InMemoryDossierStore();
  const codes = new InMemoryCodeCounter();
  const papers = { inspect: async ({ dossierId, paperId }: { dossierId: string; paperId: string }) => files.quarantine.get(`${dossierId}/${paperId}`), grantUpload: () => Promise.reject(new Error('not asked for')) };
  const register = { procedures: new InMemoryProcedureStore([procedure]), agencies: new InMemoryAgencyStore([desk, registry]) };
  const tools = (fault: Fault, count: { calls: number }): HandInChunkTools => {
    const within = <Part extends object>(part: Part): Part => mortal(part, count, fault);
    const handIn = { authoriser, calendars, store: within(record), codes: within(codes), papers: within(papers), files: within(files), procedures: within(register.procedures), agencies: within(register.agencies) };
    return { bulks: within(store), bulkFiles: within(files), handIn };
  };
  const invocation = { now: clock.now() };
  return { bulk, store, files, record, tools, invocation, cut: () => cutBulk({ store, files }, { bulkId: bulk.id }, invocation), close: () => closeBulk({ store, files }, { bulkId: bulk.id }, invocation) };
}

const row = (number: number, cell = `${sha256Of(paper)}:to-khai.pdf`) => `Người ${String(number)},0011900000${String(number).padStart(2, '0')},${cell}`;
const FILE = ['fullName,identityNumber,papers.declaration', row(1), row(2, ''), row(3), ''].join('\n');
const NEVER: Fault = { atCall: Number.POSITIVE_INFINITY, isDone: false };

describe('the rows of a chunk', () => {
  it('are handed in once and answered once, whichever of its calls the function dies at, and whether or not that call was carried out', async () => {
    const count = { calls: 0 };
    const whole = await uploaded('csv', FILE);
    await whole.cut();
    await handInChunk(whole.tools(NEVER, count), { bulkId: whole.bulk.id, chunk: 1 }, whole.invocation);
    expect(count.calls).toBeGreaterThan(20);
    for (let atCall = 1; atCall <= count.calls; atCall += 1) {
      for (const isDone of [false, true]) {
        const { bulk, store, files, record, tools, invocation, cut, close } = await uploaded('csv', FILE);
        await cut();
        const place = { bulkId: bulk.id, chunk: 1 };
        await expect(handInChunk(tools({ atCall, isDone }, { calls: 0 }), place, invocation)).rejects.toThrow('the function died');
        await expect(handInChunk(tools(NEVER, { calls: 0 }), place, invocation)).resolves.toEqual({ word: 'done' });
        await expect(handInChunk(tools(NEVER, { calls: 0 }), place, invocation)).resolves.toEqual({ word: 'done' });
        const { rows: owned } = await record.owned(bulk.principal.id, { limit: 10 });
        expect({ atCall, isDone, dossiers: owned.length, codes: new Set(owned.map(({ code }) => code)).size }).toEqual({ atCall, isDone, dossiers: 2, codes: 2 });
        expect(await store.chunks(bulk.id)).toMatchObject([{ done: { accepted: 2, refused: 1 } }]);
        await close();
        const accepted = files.fetch(await files.grantFetch(bulk.id, 'accepted', 'a')).trimEnd().split('\n');
        expect(accepted.map((line) => Object(JSON.parse(line))['dossierId']).toSorted()).toEqual(owned.map(({ dossierId }) => dossierId).toSorted());
        expect(files.fetch(await files.grantFetch(bulk.id, 'refused', 'r'))).toMatch(/\r\n"3","paper-missing",.*,Người 2,001190000002,\r\n$/);
      }
    }
  });

  it('that cannot be looked at because the register is away are no refusals', async () => {
    const { bulk, tools, invocation, cut, record } = await uploaded('csv', FILE);
    await cut();
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    const slow = tools(NEVER, { calls: 0 });
    const away = { ...slow, handIn: { ...slow.handIn, agencies: { find: () => Promise.reject(throttled), serving: () => Promise.reject(throttled) } } };
    await expect(handInChunk(away, { bulkId: bulk.id, chunk: 1 }, invocation)).rejects.toThrow('slow down');
    expect((await record.owned(bulk.principal.id, { limit: 10 })).rows).toEqual([]);
  });

  it('of somebody who lost the right, or never had it for that agency, come back', async () => {
    const { bulk, store, files, tools, invocation } = await uploaded('csv', FILE);
    const running = await store.find(bulk.id);
    if (running === undefined) throw new Error('It is gone.');
    await store.commit({ ...running, version: running.version + 1, principal: { kind: 'officer', id: 'desk-elsewhere', agency: 'H26.002.01', roles: ['desk'] } });
    await cutBulk({ store, files }, { bulkId: bulk.id }, invocation);
    await handInChunk(tools(NEVER, { calls: 0 }), { bulkId: bulk.id, chunk: 1 }, invocation);
    expect(await store.chunks(bulk.id)).toMatchObject([{ done: { accepted: 0, refused: 3 } }]);
  });
});

describe('a run that takes over', () => {
  it('finds how the file was cut, and is given only the chunks without answers', async () => {
    const rows = Array.from({ length: 250 }, (_none, index) => row(index % 90));
    const { bulk, store, cut, close } = await uploaded('csv', ['fullName,identityNumber,papers.declaration', ...rows].join('\r\n'));
    expect(await cut()).toEqual({ word: 'hand-in', shards: [1, 2, 3] });
    await store.finishChunk(bulk.id, 2, { accepted: 100, refused: 0 });
    const running = await store.find(bulk.id);
    if (running === undefined) throw new Error('It is gone.');
    await store.commit(resumed(running));
    expect(await cut()).toEqual({ word: 'hand-in', shards: [1, 3] });
    await expect(close()).rejects.toThrow('There are rows without an answer');
  });

  it('has nothing to do when the file was refused', async () => {
    const { bulk, store, cut } = await uploaded('csv', 'who,what\n1,2\n');
    expect(await cut()).toEqual({ word: 'ended', shards: [] });
    expect(await store.find(bulk.id)).toMatchObject({ state: 'refused', refusal: { code: 'bulk-columns-unknown' } });
    expect(await cut()).toEqual({ word: 'ended', shards: [] });
  });
});
