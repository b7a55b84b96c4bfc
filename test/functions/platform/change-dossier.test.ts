import './quiet.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Dossier } from '#domain/dossiers/dossier';
import type { AccessRequest, Action, Authoriser, Principal } from '#domain/kernel/authoriser';
import { changeDossier, type ChangeDossierTools, type DossierChangeOrder } from '#functions/platform/change-dossier';
import type { WriteRequest } from '#functions/platform/http-request';
import { startDossier } from '#functions/platform/start-dossier';
import { toProblem } from '#functions/platform/problem';
import { RecordInMemory } from './record-in-memory.ts';
import { APPLICATION, draft, inProgress, next, NOW, PROCEDURE, RECEIVING_AGENCY, submitted } from './sample-dossier.ts';

const OFFICER: Principal = { kind: 'officer', id: 'officer-1', agency: RECEIVING_AGENCY, roles: ['desk'] };
const BY_OFFICER = { kind: 'officer', id: 'officer-1', agency: RECEIVING_AGENCY } as const;

let store: RecordInMemory;
let questions: AccessRequest[];
let allowed: readonly Action[] | 'everything';
let tools: ChangeDossierTools;

beforeEach(() => {
  store = new RecordInMemory();
  questions = [];
  allowed = 'everything';
  const authoriser: Authoriser = {
    authorise: (question) => {
      questions.push(question);
      return allowed === 'everything' || allowed.includes(question.action);
    },
  };
  const lost = () => Promise.reject(new Error('not part of this test'));
  const procedures = {
    publish: lost,
    list: lost,
    version: (code: string, version: number) => Promise.resolve(code === PROCEDURE.code && version === PROCEDURE.version ? PROCEDURE : undefined),
    inForce: (code: string) => Promise.resolve(code === PROCEDURE.code ? PROCEDURE : undefined),
  };
  const calendars = { inForce: () => Promise.resolve(shippedCalendarBook()) };
  tools = { store, procedures, calendars, authoriser };
});

function request(change: Partial<WriteRequest> = {}): WriteRequest {
  return {
    principal: OFFICER,
    idempotency: { scope: 'a'.repeat(64), requestHash: 'h1' },
    body: undefined,
    path: {},
    query: undefined,
    ifMatch: undefined,
    now: NOW,
    correlationId: 'c-1',
    language: 'vi',
    ...change,
  };
}

function keep(dossier: Dossier): Dossier {
  store.dossiers.set(dossier.id, dossier);
  return dossier;
}

function acceptance(reference: string, change: Partial<WriteRequest> = {}): DossierChangeOrder {
  return {
    reference,
    action: 'Accept',
    request: request(change),
    command: () => ({ type: 'accept', by: BY_OFFICER }),
    respond: (dossier) => ({ status: 200, body: { status: dossier.status, version: dossier.version } }),
  };
}

async function refusal(order: DossierChangeOrder) {
  const thrown: unknown = await changeDossier(tools, order).catch((error: unknown) => error);
  const { status, code } = toProblem(thrown);
  return { status, code };
}

describe('changing a dossier', () => {
  it('records the events with who did it, and answers with the dossier as it then is', async () => {
    const { id, version } = keep(submitted().dossier);
    expect(await changeDossier(tools, acceptance(id))).toEqual({ status: 200, body: { status: 'accepted', version: version + 1 } });
    const [change] = store.committed;
    expect(change?.events.map(({ seq, by, event }) => ({ seq, by, type: event.type }))).toEqual([{ seq: version + 1, by: BY_OFFICER, type: 'DossierAccepted' }]);
    expect(change?.wakeAt).toBeDefined();
    expect(change?.answer).toEqual({ scope: 'a'.repeat(64), requestHash: 'h1', status: 200, body: { status: 'accepted', version: version + 1 } });
  });

  it('commits what follows with it when it is to go on: the machine opens the next step in the same transaction, and sleeps on', async () => {
    const { id, version } = keep(submitted().dossier);
    expect(await changeDossier(tools, { ...acceptance(id), goesOn: true })).toEqual({ status: 200, body: { status: 'in-progress', version: version + 2 } });
    expect(store.committed[0]?.events.map(({ by, event }) => [by.id, event.type])).toEqual([[BY_OFFICER.id, 'DossierAccepted'], ['machine', 'StepOpened']]);
    expect(store.committed[0]?.wakeAt).not.toBe(NOW.toString({ fractionalSecondDigits: 3 }));
  });

  it('finds the dossier by its code too', async () => {
    const dossier = keep(submitted().dossier);
    if (dossier.status === 'draft') throw new Error('a submitted dossier has a code');
    expect((await changeDossier(tools, acceptance(dossier.code))).status).toBe(200);
  });

  it('records nothing when there is nothing to do', async () => {
    const { id } = keep(inProgress().dossier);
    const answer = await changeDossier(tools, { ...acceptance(id), command: () => ({ type: 'advance', by: BY_OFFICER }) });
    expect(answer.status).toBe(200);
    expect(store.committed).toEqual([]);
  });
});

describe('leave', () => {
  it('is asked about the dossier, and about the step when the address names one', async () => {
    const { dossier } = inProgress();
    keep(dossier);
    const stepId = Object.keys(dossier.steps)[0] ?? '';
    await changeDossier(tools, { ...acceptance(dossier.id, { path: { stepId } }), action: 'AnswerStep', command: () => ({ type: 'advance', by: BY_OFFICER }) });
    expect(questions[0]).toMatchObject({ principal: OFFICER, action: 'AnswerStep', resource: { owner: 'citizen-1', stepAgency: 'H26.40' } });
  });

  it('is refused as forbidden to those who may read the dossier, and as unknown to all others', async () => {
    const { id } = keep(submitted().dossier);
    allowed = ['ReadDossier'];
    expect(await refusal(acceptance(id))).toEqual({ status: 403, code: 'not-allowed' });
    allowed = [];
    expect(await refusal(acceptance(id))).toEqual({ status: 404, code: 'dossier-not-found' });
    expect(await refusal(acceptance('ds-nobody'))).toEqual({ status: 404, code: 'dossier-not-found' });
  });
});

describe('a caller who read an older version', () => {
  it('is told so by 412 and nothing is recorded', async () => {
    const { id, version } = keep(submitted().dossier);
    expect(await refusal(acceptance(id, { ifMatch: version - 1 }))).toEqual({ status: 412, code: 'stale-version' });
    expect(store.committed).toEqual([]);
  });

  it('is told what happened since: what kind of event and when, nothing of what it says', async () => {
    const { id, version } = keep(submitted().dossier);
    await changeDossier(tools, acceptance(id));
    const late = request({ ifMatch: version, idempotency: { scope: 'b'.repeat(64), requestHash: 'h2' } });
    const thrown: unknown = await changeDossier(tools, { ...acceptance(id), request: late }).catch((error: unknown) => error);
    expect(toProblem(thrown)).toMatchObject({ status: 412, changes: [{ seq: version + 1, type: 'DossierAccepted', at: '2026-11-23T02:00:00.000Z' }] });
    expect(Object.keys(toProblem(thrown).changes?.[0] ?? {}).toSorted()).toEqual(['at', 'seq', 'type']);
  });

  it('is told so as well when somebody else is faster between reading and writing', async () => {
    const sample = submitted();
    const { id, version } = keep(sample.dossier);
    store.meddle = () => keep(next(sample, { type: 'request-supplement', by: BY_OFFICER, items: ['a'], reasons: ['b'] }).dossier);
    expect(await refusal(acceptance(id, { ifMatch: version }))).toEqual({ status: 412, code: 'stale-version' });
  });
});

describe('two at once', () => {
  it('decides again from what the other has done', async () => {
    const sample = draft();
    const { id } = keep(sample.dossier);
    const paper = { id: 'p-1', slot: 'other', fileName: 'a.pdf', contentType: 'application/pdf', sizeBytes: 10, sha256: 'a'.repeat(64) };
    let meddled = 0;
    store.meddle = () => {
      meddled += 1;
      if (meddled === 1) keep({ ...sample.dossier, version: 2 });
    };
    const answer = await changeDossier(tools, { ...acceptance(id), command: () => ({ type: 'submit', by: BY_OFFICER, code: 'H26.19.3-261123-0002', roles: {}, found: [{ paperId: paper.id, sha256: paper.sha256, sizeBytes: 10, objectVersion: '1' }] }) });
    expect(answer.body).toEqual({ status: 'submitted', version: 3 });
  });

  it('gives up after five times and asks the caller to come again', async () => {
    const { dossier } = draft();
    keep(dossier);
    let version = dossier.version;
    let commands = 0;
    store.meddle = () => keep({ ...dossier, version: (version += 1) });
    const order: DossierChangeOrder = {
      ...acceptance(dossier.id),
      command: () => {
        commands += 1;
        return { type: 'submit', by: BY_OFFICER, code: 'H26.19.3-261123-0002', roles: {}, found: [] };
      },
    };
    expect(await refusal(order)).toEqual({ status: 409, code: 'changed-meanwhile' });
    expect(commands).toBe(5);
  });
});

describe('the same call again', () => {
  it('is given the same answer, although the dossier would refuse it now', async () => {
    const { id } = keep(submitted().dossier);
    const first = await changeDossier(tools, acceptance(id));
    const again = await changeDossier(tools, acceptance(id));
    expect({ status: again.status, body: again.body }).toEqual(first);
    expect(store.committed).toHaveLength(1);
  });

  it('is given the same answer although its If-Match has become stale by itself', async () => {
    const { id, version } = keep(submitted().dossier);
    const first = await changeDossier(tools, acceptance(id, { ifMatch: version }));
    expect((await changeDossier(tools, acceptance(id, { ifMatch: version }))).body).toEqual(first.body);
  });

  it('is given the answer of its twin when both run at once', async () => {
    const sample = submitted();
    const { id } = keep(sample.dossier);
    const kept = { scope: 'a'.repeat(64), requestHash: 'h1', status: 200, body: { from: 'the twin' } };
    store.meddle = () => store.answers.set(kept.scope, kept);
    expect((await changeDossier(tools, acceptance(id))).body).toEqual({ from: 'the twin' });
    expect(store.committed).toEqual([]);
  });

  it('with another content under the same key is refused', async () => {
    const { id } = keep(submitted().dossier);
    await changeDossier(tools, acceptance(id));
    expect(await refusal(acceptance(id, { idempotency: { scope: 'a'.repeat(64), requestHash: 'h2' } }))).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('under a new key is refused by the dossier itself', async () => {
    const { id } = keep(submitted().dossier);
    await changeDossier(tools, acceptance(id));
    expect(await refusal(acceptance(id, { idempotency: { scope: 'b'.repeat(64), requestHash: 'h1' } }))).toEqual({ status: 409, code: 'move-not-allowed' });
  });
});

describe('starting a dossier', () => {
  const start = (change: Partial<WriteRequest> = {}, procedureCode = PROCEDURE.code) =>
    startDossier(tools, {
      procedureCode,
      request: request(change),
      command: (id) => ({ type: 'create', id, by: BY_OFFICER, choices: {}, channel: 'desk', place: { commune: 'X26.19', province: 'T26' }, ownerId: 'citizen-1', receivingAgency: RECEIVING_AGENCY, application: APPLICATION }),
      respond: (dossier) => ({ status: 201, body: { id: dossier.id, version: dossier.version } }),
    });

  it('gives it an id that follows from the key', async () => {
    expect(await start()).toEqual({ status: 201, body: { id: `ds-${'a'.repeat(32)}`, version: 1 } });
  });

  it('starts one only, however often it is called', async () => {
    const first = await start();
    expect((await start()).body).toEqual(first.body);
    expect(store.committed).toHaveLength(1);
  });

  it('asks leave for the very dossier it is about to record', async () => {
    allowed = [];
    await expect(start()).rejects.toMatchObject({ code: 'not-allowed' });
    expect(questions).toMatchObject([{ action: 'CreateDossier', resource: { owner: 'citizen-1', receivingAgency: RECEIVING_AGENCY } }]);
    expect(store.committed).toEqual([]);
  });

  it('refuses a procedure that is not in force', async () => {
    await expect(start({}, '9.999999')).rejects.toMatchObject({ details: { code: 'procedure-not-in-force', kind: 'rule-broken' } });
  });
});
