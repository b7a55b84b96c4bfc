import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { BIRTH_ANSWERS, signResult } from '#local/api-client/sign-result';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };
const STEP = 'birth-registration';
const SIGNERS = [{ capacity: 'officer', officer: 'head-an-hoa' }, { capacity: 'agency' }];
const shown = z.looseObject({
  id: z.string(),
  state: z.string(),
  sha256: z.string(),
  dueAt: z.string(),
  remindAt: z.string(),
  signers: z.array(z.looseObject({ state: z.string(), officer: z.string().optional(), level: z.string().optional() })),
});
const moved = z.looseObject({ document: shown });
const content = z.object({ url: z.string(), sha256: z.string(), fileName: z.string() }).loose();
const rows = z.object({ rows: z.array(z.looseObject({ kind: z.string().optional(), dossierId: z.string(), itemId: z.string().optional(), documentId: z.string().optional() })) });
const problem = z.object({ type: z.string() }).loose();

let scenario: Scenario;
let head: ApiClient;
let clerk: ApiClient;
let drafter: ApiClient;
beforeAll(async () => {
  scenario = await startScenario({ hasSigners: true });
  head = scenario.as('head-an-hoa');
  clerk = scenario.as('clerk-an-hoa');
  drafter = scenario.as('officer-civil-status');
}, 180_000);
afterAll(() => scenario.stop());

async function working(): Promise<string> {
  const { id } = await scenario.accepted('citizen-lan', BIRTH);
  await scenario.untilOpen(id, STEP);
  return id;
}

async function drafted(id: string, body: Record<string, unknown> = {}): Promise<z.infer<typeof shown>> {
  const draft = { notation: '12/2026/GKS', answers: BIRTH_ANSWERS, signers: SIGNERS, ...body };
  return moved.parse(await drafter.post(`/v1/dossiers/${id}/steps/${STEP}/documents`, draft)).document;
}

async function refusedWith(api: ApiClient, path: string, body: unknown): Promise<string> {
  const answer = await api.call({ method: 'POST', path, body });
  return `${String(answer.status)} ${problem.parse(answer.body).type.split('/').at(-1) ?? ''}`;
}

const signaturesOf = (id: string, documentId: string) => `/v1/dossiers/${id}/documents/${documentId}/signatures`;
const read = async (id: string, documentId: string) => shown.parse(await drafter.get(`/v1/dossiers/${id}/documents/${documentId}`));
const fetched = async (api: ApiClient, id: string, documentId: string) => {
  const { url, sha256, fileName } = content.parse(await api.get(`/v1/dossiers/${id}/documents/${documentId}/content`));
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  return { bytes, fileName };
};

describe('a result is signed', () => {
  it('by the head first, then by the clerk for the agency, each only after he saw the present bytes', async () => {
    const id = await working();
    const draft = await drafted(id);
    const path = signaturesOf(id, draft.id);
    expect(rows.parse(await head.get('/v1/my/signatures')).rows).toContainEqual(expect.objectContaining({ dossierId: id, documentId: draft.id }));
    expect(rows.parse(await head.get('/v1/inbox')).rows).toContainEqual(expect.objectContaining({ kind: 'signature', itemId: draft.id }));
    expect(await refusedWith(clerk, path, { sha256: draft.sha256 })).toBe('422 signature-out-of-order');
    expect(await refusedWith(drafter, path, { sha256: draft.sha256 })).toMatch(/not-the-signer|signature-out-of-order/);
    expect(await refusedWith(head, path, { sha256: 'f'.repeat(64) })).toBe('409 document-changed');
    const signed = moved.parse(await head.post(path, { sha256: draft.sha256 })).document;
    expect(signed.signers.map(({ state }) => state)).toEqual(['signed', 'waiting']);
    expect(await refusedWith(clerk, path, { sha256: draft.sha256 })).toBe('409 document-changed');
    // An officer of the agency who is no clerk seals nothing.
    expect(await refusedWith(drafter, path, { sha256: signed.sha256 })).toBe('403 not-allowed');
    const issued = moved.parse(await clerk.post(path, { sha256: signed.sha256 })).document;
    expect(issued).toMatchObject({ state: 'issued', signers: [{ state: 'signed', level: 'B-T' }, { state: 'signed', level: 'B-T' }] });
    const before = await fetched(drafter, id, draft.id);
    expect(before.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(before.fileName).toMatch(/^Giấy khai sinh điện tử H99\.101\.01-/);
  });

  it('as a draft only its agency reads it; issued, the applicant and the desk do too, and each reading is noted', async () => {
    const id = await working();
    const draft = await drafted(id);
    const citizen = scenario.as('citizen-lan');
    const path = `/v1/dossiers/${id}/documents/${draft.id}/content`;
    const status = async (who: string) => (await scenario.as(who).call({ method: 'GET', path })).status;
    expect(await Promise.all(['citizen-lan', 'desk-an-hoa', 'citizen-minh', 'auditor', 'head-an-hoa'].map(status))).toEqual([403, 403, 404, 403, 200]);
    const signed = moved.parse(await head.post(signaturesOf(id, draft.id), { sha256: draft.sha256 })).document;
    await clerk.post(signaturesOf(id, draft.id), { sha256: signed.sha256 });
    expect(await Promise.all(['desk-an-hoa', 'citizen-minh', 'auditor', 'officer-police'].map(status))).toEqual([200, 404, 403, 404]);
    const { bytes } = await fetched(citizen, id, draft.id);
    expect(bytes.toString('latin1').match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
  });

  it('once, though the head clicks twice at once, and once more with the same key', async () => {
    const id = await working();
    const draft = await drafted(id);
    const key = randomUUID();
    const sign = (idempotencyKey: string) => head.call({ method: 'POST', path: signaturesOf(id, draft.id), body: { sha256: draft.sha256 }, idempotencyKey });
    const answers = await Promise.all([sign(key), sign(randomUUID())]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, expect.anything()]);
    expect((await scenario.events(id)).filter(({ type }) => type === 'DocumentSigned')).toHaveLength(1);
    const now = await read(id, draft.id);
    expect(answers.filter(({ status }) => status === 200).map(({ body }) => moved.parse(body).document.sha256)).toContain(now.sha256);
    const { bytes } = await fetched(head, id, draft.id);
    expect(bytes.toString('latin1').match(/ETSI\.CAdES\.detached/g)).toHaveLength(1);
  });
});

describe('a signer', () => {
  it('refuses with reasons: the draft ends, and another is signed', async () => {
    const id = await working();
    const first = await drafted(id);
    expect(await refusedWith(drafter, `/v1/dossiers/${id}/steps/${STEP}/documents`, { notation: '13/2026/GKS', answers: BIRTH_ANSWERS, signers: SIGNERS })).toBe('422 document-exists');
    const refused = moved.parse(await head.post(`/v1/dossiers/${id}/documents/${first.id}/refusal`, { reasons: ['Sai họ tên người mẹ'] })).document;
    expect(refused).toMatchObject({ state: 'refused', reasons: ['Sai họ tên người mẹ'] });
    expect(await refusedWith(head, signaturesOf(id, first.id), { sha256: first.sha256 })).toBe('409 document-not-in-signing');
    const second = await signResult({ drafter, head, clerk }, { dossierId: id, stepId: STEP, signer: 'head-an-hoa', notation: '13/2026/GKS', answers: BIRTH_ANSWERS, key: randomUUID() });
    expect(second.state).toBe('issued');
  });

  it('hands on to a colleague of the same agency who can sign, and to nobody else', async () => {
    const id = await working();
    const draft = await drafted(id);
    const path = `/v1/dossiers/${id}/documents/${draft.id}/delegation`;
    expect(await refusedWith(head, path, { officer: 'officer-police' })).toBe('422 signing-identity-missing');
    const delegated = moved.parse(await head.post(path, { officer: 'officer-civil-status' })).document;
    expect(delegated.signers[0]).toMatchObject({ officer: 'officer-civil-status', delegations: [{ from: 'head-an-hoa', to: 'officer-civil-status' }] });
    expect(delegated.dueAt).toBe(draft.dueAt);
    expect(await refusedWith(head, signaturesOf(id, draft.id), { sha256: draft.sha256 })).toMatch(/not-the-signer|signature-out-of-order/);
    expect(moved.parse(await drafter.post(signaturesOf(id, draft.id), { sha256: draft.sha256 })).document.signers[0]?.state).toBe('signed');
  });
});

describe('time', () => {
  it('reminds the signer, then tells the head, once each; a late signature is taken all the same', async () => {
    const id = await working();
    const draft = await drafted(id);
    const told = async (type: string) => (await scenario.events(id)).filter((event) => event.type === type).length;
    const eventually = async (type: string) => {
      await scenario.until(id, () => true);
      for (let tries = 0; tries < 200 && (await told(type)) === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      return told(type);
    };
    await scenario.moveTo(draft.remindAt);
    expect(await eventually('DocumentSigningReminded')).toBe(1);
    expect(await told('DocumentSigningLate')).toBe(0);
    await scenario.moveTo(draft.dueAt);
    expect(await eventually('DocumentSigningLate')).toBe(1);
    const signed = moved.parse(await head.post(signaturesOf(id, draft.id), { sha256: draft.sha256 })).document;
    expect(Date.parse(signed.dueAt)).toBeGreaterThan(Date.parse(draft.dueAt));
  });
});
