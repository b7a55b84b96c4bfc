import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createDraft, papersChecked, type PaperToUpload, uploadPapers } from '#local/api-client/hand-in';
import { aPdf, EICAR, joined } from '#test/support/builders/paper-files';
import { expectProblem } from '#test/support/scenario/expect-problem';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const CODE = '7.000046';
const SLOTS = ['one', 'two', 'three', 'four', 'five'];
const HOME = { procedureCode: CODE, channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const listed = z.object({ papers: z.array(z.looseObject({ id: z.string(), slot: z.string(), check: z.object({ outcome: z.string(), reasons: z.array(z.looseObject({ code: z.string() })) }) })) });

let scenario: Scenario;
let s3: S3Client;
let Bucket: string | undefined;
beforeAll(async () => {
  scenario = await startScenario();
  const { region, credentials, urls } = scenario.cell;
  s3 = new S3Client({ region, credentials, endpoint: urls.s3, forcePathStyle: true });
  Bucket = scenario.cell.describe().resources.find(({ path, type }) => type === 'AWS::S3::Bucket' && path.includes('QuarantineBucket'))?.name;
  const papers = SLOTS.map((slot) => ({ slot, name: { vi: `Giấy ${slot}`, en: `Paper ${slot}` }, required: true }));
  await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: CODE, papers, scan: 'bundle' }));
}, 120_000);
afterAll(async () => {
  s3.destroy();
  await scenario.stop();
});

const citizen = () => scenario.as('citizen-lan');
const papersOf = async (id: string) => listed.parse(await citizen().get(`/v1/dossiers/${id}/papers`)).papers;
const outcomes = async (id: string) => Object.fromEntries((await papersOf(id)).map(({ slot, check }) => [slot, [check.outcome, ...check.reasons.map(({ code }) => code)].join(' ')]));
const accept = (id: string) => scenario.as('desk-an-hoa').call({ method: 'POST', path: `/v1/dossiers/${id}/acceptance` });

/** Every object that was scanned: each is paid for. */
function scansOf(id: string): string[] {
  return scenario.cell.guardDuty.scans().flatMap(({ key }) => (key.includes(id) ? [key.replace(`${id}/`, '').replace('quarantine/', '')] : []));
}

/** Papers of it that are still in quarantine; the bundles aside, which go by their age. */
async function inQuarantine(id: string): Promise<string[]> {
  const below = async (Prefix: string) => (await s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents ?? [];
  return [...(await below(`quarantine/${id}/`)), ...(await below(`waiting/${id}/`))].map(({ Key = '' }) => Key.replace(`${id}/`, ''));
}

let drafts = 0;

/** A draft with a PDF in every slot, those given instead of a made-up one. */
async function drafted(instead: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {}): Promise<string> {
  drafts += 1;
  const key = `together-${String(drafts)}`;
  const { id } = await createDraft(citizen(), { ...HOME, key });
  const papers = await Promise.all(SLOTS.map(async (slot, index): Promise<PaperToUpload> => ({ slot, contentType: 'application/pdf', bytes: instead[slot] ?? (await aPdf({ pages: index + 1 })) })));
  await uploadPapers(citizen(), id, { papers, key });
  return id;
}

async function handedIn(instead: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {}): Promise<string> {
  const id = await drafted(instead);
  await citizen().post(`/v1/dossiers/${id}/submission`, undefined);
  await papersChecked(citizen(), id);
  return id;
}

describe('Papers of one hand-in are scanned together where the procedure says so', () => {
  it('nothing is scanned before the applicant hands in; then one scan holds for all five, and the desk accepts', async () => {
    const id = await drafted();
    await scenario.cell.settled();
    expect(scansOf(id)).toEqual([]);
    await citizen().post(`/v1/dossiers/${id}/submission`, undefined);
    await papersChecked(citizen(), id);
    expect(await outcomes(id)).toEqual(Object.fromEntries(SLOTS.map((slot) => [slot, 'accepted'])));
    await scenario.cell.settled();
    expect(scansOf(id)).toEqual([expect.stringMatching(/^bundles\/[0-9a-f]{64}\.zip$/)]);
    expect(await inQuarantine(id)).toEqual([]);
    expect(await accept(id)).toMatchObject({ status: 200 });
  });

  it('the test virus in one of five is told of that one by its name, and the desk cannot accept', async () => {
    const id = await handedIn({ three: joined(await aPdf(), EICAR) });
    expect(await outcomes(id)).toEqual({ one: 'accepted', two: 'accepted', three: 'refused malware', four: 'accepted', five: 'accepted' });
    expectProblem(await accept(id), { status: 422, code: 'paper-refused', language: 'vi' });
    expect(scansOf(id)).toHaveLength(1 + SLOTS.length);
    await scenario.cell.settled();
    const bad = (await papersOf(id)).find(({ check }) => check.outcome === 'refused');
    expect(await inQuarantine(id)).toEqual([`quarantine/${bad?.id ?? ''}`, `waiting/${bad?.id ?? ''}`]);
  });

  it('a file in disguise among them is refused, and the others are not believed without a scan of their own', async () => {
    const id = await handedIn({ two: Uint8Array.from(Buffer.from('not a PDF at all')) });
    expect(await outcomes(id)).toMatchObject({ one: 'accepted', two: expect.stringMatching(/^refused /), five: 'accepted' });
    expect(scansOf(id).filter((key) => key.startsWith('pp-'))).toHaveLength(SLOTS.length - 1);
  });

  it('one that is sent in place of a refused one is scanned again when it arrives, alone, and then the desk accepts', async () => {
    const id = await handedIn({ three: joined(await aPdf(), EICAR) });
    const before = scansOf(id);
    await uploadPapers(citizen(), id, { papers: [{ slot: 'three', contentType: 'application/pdf', bytes: await aPdf({ pages: 9 }), fileName: 'another.pdf' }], key: `together-again-${id}` });
    await papersChecked(citizen(), id);
    expect(scansOf(id)).toHaveLength(before.length + 1);
    expect((await papersOf(id)).filter(({ slot }) => slot === 'three').map(({ check }) => check.outcome).toSorted()).toEqual(['accepted', 'refused']);
    expect(await accept(id)).toMatchObject({ status: 200 });
  });

  it('papers of a supplement are scanned when it is sent, together again', async () => {
    const id = await handedIn();
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/supplement-request`, { items: ['Hai giấy'], reasons: ['Thiếu chữ ký'] });
    const papers = await Promise.all(['one', 'two'].map(async (slot, index): Promise<PaperToUpload> => ({ slot, contentType: 'application/pdf', bytes: await aPdf({ pages: 11 + index }), fileName: `${slot}-mới.pdf` })));
    await uploadPapers(citizen(), id, { papers, key: `together-supplement-${id}` });
    await scenario.cell.settled();
    expect(scansOf(id)).toHaveLength(1);
    await citizen().post(`/v1/dossiers/${id}/supplement`, { note: 'Đã bổ sung' });
    await papersChecked(citizen(), id);
    expect(scansOf(id)).toHaveLength(2);
    expect((await papersOf(id)).map(({ check }) => check.outcome)).toEqual(Array.from({ length: 7 }, () => 'accepted'));
    expect(await accept(id)).toMatchObject({ status: 200 });
  });
});
