import '../platform/quiet.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RegisteredIdentity } from '#domain/documents/signing-identity';
import type { SigningOrder } from '#domain/documents/signing';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { documentContent } from '#domain/documents/document-content';
import { readSealedForm, type SealTools } from '#functions/forms/read-sealed-form/read-sealed-form';
import { sourceOf, STORIES } from '#test/domain/documents/form-stories';
import { DESK, type Story } from '#test/domain/dossiers/story';
import { createAppendingDocumentSigner } from '#test/support/fakes/appending-document-signer';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryReadingLog } from '#test/support/fakes/in-memory-reading-log';
import { InMemorySigningIdentityStore } from '#test/support/fakes/in-memory-signing-identity-store';
import { InMemoryStatementStore } from '#test/support/fakes/in-memory-statement-store';
import { InMemoryVault } from '#test/support/fakes/in-memory-vault';
import { createOwnKeyStatementSigner } from '#test/support/fakes/own-key-statement-signer';
import { testRenderer } from '#test/support/pdf/test-renderer';

const FIRST = Temporal.Instant.from('2026-10-20T03:00:00Z');
const LATER = Temporal.Instant.from('2026-10-21T03:00:00Z');
const applicant: Principal = { kind: 'citizen', id: 'citizen-1', roles: [] };
const SEAL: RegisteredIdentity = { id: 'one-stop-seal', capacity: 'agency', agency: DESK, displayName: 'Trung tâm Phục vụ hành chính công', keyId: 'k', algorithm: 'ecdsa-p256-sha256', certificates: [], validFrom: '2026-01-01T00:00:00.000Z', validUntil: '2027-01-01T00:00:00.000Z', version: 1, changedAt: '2026-01-01T00:00:00.000Z' };

const renderer = testRenderer();
let orders: SigningOrder[];
let vault: InMemoryVault;
let readings: InMemoryReadingLog;
let identities: InMemorySigningIdentityStore;
beforeEach(async () => {
  orders = [];
  vault = new InMemoryVault(() => FIRST);
  readings = new InMemoryReadingLog();
  identities = new InMemorySigningIdentityStore();
  await identities.save(SEAL);
});

async function toolsFor(story: Story): Promise<SealTools> {
  const { dossier, recorded, procedure } = story;
  const store = new InMemoryDossierStore();
  await store.commit({ before: undefined, after: dossier, events: recorded, wakeAt: undefined });
  const { agencies } = sourceOf(STORIES.receipt());
  const signer = createAppendingDocumentSigner();
  return {
    store,
    authoriser: createCedarAuthoriser(),
    procedures: { version: () => Promise.resolve(procedure) },
    agencies: { find: (code) => Promise.resolve(agencies.get(code)) },
    renderer,
    receipts: { signer: createOwnKeyStatementSigner(), statements: new InMemoryStatementStore(), issuer: 'H26' },
    identities,
    vault,
    readings,
    bundles: { extract: ({ bundle, file, to }) => Promise.resolve({ key: to, versionId: `${bundle.versionId}/${file.path}`, sha256: file.sha256, sizeBytes: 1 }) },
    signer: {
      sign: (order) => {
        orders.push(order);
        return signer.sign(order);
      },
    },
  };
}

type SealedForm = 'receipt' | 'supplement-request' | 'refusal' | 'stop-notice';

async function fetched(tools: SealTools, story: Story, { form = 'receipt', now = FIRST }: { readonly form?: SealedForm; readonly now?: Temporal.Instant } = {}) {
  const path = { dossierId: story.dossier.id, form };
  const answer = await readSealedForm(tools, { principal: applicant, path, query: { language: 'vi' }, now, origin: 'https://motcua.example' });
  const { url, sha256 } = documentContent.parse(answer.body);
  return { sha256, bytes: Buffer.from(vault.fetch(url)?.bytes ?? []) };
}

describe('a form under the agency’s seal', () => {
  it.each(['receipt', 'supplement-request', 'refusal', 'stop-notice'] as const)('of kind %s carries the seal of the one-stop, seen where the form leaves room for it', async (form) => {
    const story = STORIES[form]();
    const { bytes } = await fetched(await toolsFor(story), story, { form });
    expect(bytes.toString('latin1')).toContain('by one-stop-seal at 2026-10-20T03:00:00.000Z');
    expect(orders).toMatchObject([{ signedAt: '2026-10-20T03:00:00.000Z', visible: { rectangle: { width: expect.any(Number) }, lines: ['Ký bởi: Trung tâm Phục vụ hành chính công', expect.stringContaining('20-10-2026 10:00:00')] } }]);
  });

  it('is signed when first asked for and is the same file a day later', async () => {
    const story = STORIES.receipt();
    const tools = await toolsFor(story);
    const first = await fetched(tools, story);
    const second = await fetched(tools, story, { now: LATER });
    expect(second).toEqual(first);
    expect(orders).toHaveLength(1);
  });

  it('can still be had after the seal has run out', async () => {
    const story = STORIES.receipt();
    const tools = await toolsFor(story);
    const { sha256 } = await fetched(tools, story);
    expect((await fetched(tools, story, { now: Temporal.Instant.from('2027-06-01T00:00:00Z') })).sha256).toBe(sha256);
  });

  it('goes round in one file only, also when two ask at once', async () => {
    const story = STORIES.receipt();
    const tools = await toolsFor(story);
    const [one, other] = await Promise.all([fetched(tools, story), fetched(tools, story, { now: LATER })]);
    expect(orders).toHaveLength(2);
    expect(one).toEqual(other);
    expect(vault.objects.size).toBe(1);
  });

  it('asked of another event is another document: where the law lets a supplement be asked for again, that request has its own seal', async () => {
    const story = STORIES['supplement-request']();
    const { sha256 } = await fetched(await toolsFor(story), story, { form: 'supplement-request' });
    story.at('2026-10-06 09:00').supplement();
    story.record(story.happened('SupplementRequested'));
    expect((await fetched(await toolsFor(story), story, { form: 'supplement-request' })).sha256).not.toBe(sha256);
    expect(vault.objects.size).toBe(2);
  });

  it('that went into the dossier’s bundle is told by its old hash, by its version and after the grace out of the bundle, and is never sealed anew', async () => {
    const story = STORIES.refusal();
    const tools = await toolsFor(story);
    const { sha256 } = await fetched(tools, story, { form: 'refusal' });
    const [key = '', held] = [...vault.objects][0] ?? [];
    const id = key.split('/')[2] ?? '';
    story.record([{ type: 'DossierBundled', bundle: { key: `bundles/${story.dossier.id}.zip`, version: 'b1', sha256: 'b'.repeat(64), sizeBytes: 9, files: 1, retentionClass: 'usual', lockedUntil: '2036-10-20T00:00:00.000Z', singlesUntil: '2026-11-20T00:00:00.000Z', forms: [{ id, version: held?.versionId ?? '', sha256, sizeBytes: held?.sizeBytes ?? 1 }] } }]);
    const after = await toolsFor(story);
    expect((await fetched(after, story, { form: 'refusal', now: LATER })).sha256).toBe(sha256);
    // Hidden by S3, and then gone.
    vault.objects.clear();
    const path = { dossierId: story.dossier.id, form: 'refusal' as const };
    const late = await readSealedForm(after, { principal: applicant, path, query: { language: 'vi' }, now: Temporal.Instant.from('2027-06-01T00:00:00Z'), origin: 'https://motcua.example' });
    expect(late.body).toMatchObject({ sha256, url: expect.stringContaining(`restored/${key}?versionId=b1/forms/${id}.pdf`) });
    expect([orders.length, vault.objects.size]).toEqual([1, 0]);
  });

  it('is noted as a reading, each time', async () => {
    const story = STORIES.receipt();
    const tools = await toolsFor(story);
    await fetched(tools, story);
    await fetched(tools, story, { now: LATER });
    const { rows } = await readings.readings(story.dossier.id, { limit: 5 });
    expect(rows).toMatchObject([{ by: { id: 'citizen-1' }, what: { kind: 'document', id: expect.stringMatching(/^form-receipt-\d+-vi$/) } }, { by: { id: 'citizen-1' } }]);
  });

  it('is refused where the one-stop has no seal, and nothing is kept or noted', async () => {
    identities = new InMemorySigningIdentityStore();
    const story = STORIES.receipt();
    await expect(fetched(await toolsFor(story), story)).rejects.toThrow('signing-identity-missing');
    expect(vault.objects.size).toBe(0);
    expect((await readings.readings(story.dossier.id, { limit: 5 })).rows).toEqual([]);
  });

  it('is refused before what it tells of has happened', async () => {
    const story = STORIES.receipt();
    await expect(fetched(await toolsFor(story), story, { form: 'refusal' })).rejects.toThrow('form-not-reached');
    expect(orders).toEqual([]);
  });
});
