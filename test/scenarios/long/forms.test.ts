import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { isInstalled } from '#test/support/is-installed';
import { readPdf } from '#test/support/pdf/read-pdf';
import { scanQr } from '#test/support/pdf/scan-qr';
import { shippedProcedure } from '#test/support/scenario/shipped-procedure';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { judged, testWith } from '#test/support/signing/judges';
import { readWorkbook } from '#test/support/xlsx/read-workbook';

const content = z.object({ url: z.string(), sha256: z.string() }).loose();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const withPoppler = isInstalled('pdftoppm') ? it : it.skip;
const CODE = '3.900722';

describe('Forms of a dossier through the API', () => {
  let scenario: Scenario;
  let id = '';
  let code = '';

  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
    await scenario.as('administrator').post('/v1/procedures', shippedProcedure('3.000722', { code: CODE, papers: [] }));
    ({ id, code } = await scenario.accepted('citizen-lan', { procedureCode: CODE }));
    await scenario.untilOpen(id, 'birth-registration');
  }, 120_000);
  afterAll(() => scenario.stop());

  /** A file as the API gives it to somebody. */
  async function fetchFile(who: string, path: string, accept = '*/*') {
    const answer = await fetch(`${scenario.cell.apiUrl}${path}`, { headers: { authorization: `Bearer ${await scenario.tokenFor(who)}`, accept } });
    return { status: answer.status, type: answer.headers.get('content-type'), etag: answer.headers.get('etag'), bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  it('the applicant takes the receipt with the appointment, twice the same to the byte', async () => {
    const first = await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/receipt`);
    expect(first).toMatchObject({ status: 200, type: 'application/pdf' });
    const { words, isTagged } = await readPdf(first.bytes);
    expect(isTagged).toBe(true);
    expect(words).toContain(`Mã hồ sơ: ${code}`);
    expect(words).toContain('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG AN HÒA');
    expect(words).toMatch(/An Hòa, ngày \d\d tháng \d{1,2} năm \d{4}/);
    const second = await fetchFile('desk-an-hoa', `/v1/dossiers/${id}/forms/receipt?language=vi`);
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    expect(second.etag).toBe(`"${createHash('sha256').update(first.bytes).digest('hex')}"`);
  });

  withPoppler('the code on the receipt holds the signed statement about it (skipped, not installed: pdftoppm)', async () => {
    const scanned = scanQr((await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/receipt`)).bytes) ?? '';
    expect(scanned).toMatch(/\/verify#[\w-]+\.[\w-]+\.[\w-]+$/);
    const claims: unknown = JSON.parse(Buffer.from(scanned.split('#')[1]?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ kind: 'receipt', code, promised: expect.any(String) });
  });

  describe('under the seal of the one-stop', () => {
    let sealed: Buffer;
    /** Fetched by the address the API gives, and held against the hash it tells. */
    async function fetchSealed(): Promise<Buffer> {
      const { url, sha256 } = content.parse(await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/forms/receipt/sealed?language=vi`));
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      return bytes;
    }
    beforeAll(async () => {
      sealed = await fetchSealed();
    });

    it('the applicant takes the very receipt, and the same file ever after, also when it is asked for twice at once', async () => {
      const plain = (await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/receipt`)).bytes;
      expect(sealed.subarray(0, plain.length).equals(Buffer.from(plain))).toBe(true);
      expect(sealed.length).toBeGreaterThan(plain.length);
      for (const again of await Promise.all([fetchSealed(), fetchSealed()])) expect(again.equals(sealed)).toBe(true);
    });

    it('stands in the list of documents that the applicant sees, with its number and when; nobody sees it who may not read forms', async () => {
      const forms = async (who: string) => z.looseObject({ forms: z.array(z.looseObject({})) }).parse(await scenario.as(who).get(`/v1/dossiers/${id}/documents`)).forms;
      const receipt = { form: 'receipt', number: '01', at: expect.any(String) };
      expect(await forms('citizen-lan')).toEqual([receipt]);
      expect(await forms('desk-an-hoa')).toEqual([receipt]);
      expect(await forms('auditor')).toEqual([]);
    });

    it('the owner sees in the list of readings that it was fetched', async () => {
      const readings = await scenario.as('citizen-lan').get(`/v1/dossiers/${id}/readings`);
      expect(readings).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ what: { kind: 'document', id: expect.stringMatching(/^form-receipt-\d+-vi$/) } })]) });
    });

    testWith('pdfsig')('pdfsig finds the one signature valid and nothing outside it (skipped, not installed: pdfsig)', () => {
      const said = judged('pdfsig', { 'a.pdf': sealed }, (path) => [path('a.pdf')]);
      expect(said.match(/Signature is Valid\./g)).toHaveLength(1);
      expect(said).toContain('Total document signed');
      expect(said).toContain('Trung tâm Phục vụ hành chính công Phường An Hòa');
    });

    withPoppler('the code on it can still be read (skipped, not installed: pdftoppm)', () => {
      expect(scanQr(sealed)).toMatch(/\/verify#[\w-]+\.[\w-]+\.[\w-]+$/);
    });

    it('what the one-stop has not to seal, or what has not happened, is refused', async () => {
      const asked = async (form: string) => (await scenario.as('citizen-lan').call({ method: 'GET', path: `/v1/dossiers/${id}/forms/${form}/sealed` })).status;
      expect([await asked('refusal'), await asked('control-sheet')]).toEqual([409, 404]);
    });
  });

  it('a form about what has not happened is refused with what to do instead', async () => {
    const answer = await scenario.as('citizen-lan').call({ method: 'GET', path: `/v1/dossiers/${id}/forms/apology` });
    expect(answer).toMatchObject({ status: 409, body: { type: expect.stringContaining('form-not-reached') } });
  });

  it('the control sheet goes with the dossier from agency to agency, and not to the applicant', async () => {
    expect((await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/control-sheet`)).status).toBe(403);
    const sheet = await fetchFile('officer-civil-status', `/v1/dossiers/${id}/forms/control-sheet`);
    expect(sheet.status).toBe(200);
    const { words } = await readPdf(sheet.bytes);
    expect(words).toContain('Đang giải quyết');
    expect(words).not.toContain('Nguyễn Thị Lan');
  });

  it('a request for a supplement, an apology and a stop notice can be taken once they have happened', async () => {
    const desk = scenario.as('desk-an-hoa');
    const asked = await scenario.handIn('citizen-lan', { procedureCode: CODE });
    await desk.post(`/v1/dossiers/${asked.id}/supplement-request`, { items: ['Giấy chứng sinh'], reasons: ['Bản chụp bị mờ'] });
    expect((await readPdf((await fetchFile('citizen-lan', `/v1/dossiers/${asked.id}/forms/supplement-request`)).bytes)).words).toContain('1. Giấy chứng sinh');
    const refused = await scenario.handIn('citizen-lan', { procedureCode: CODE });
    await desk.post(`/v1/dossiers/${refused.id}/refusal`, { reasons: ['Không thuộc thẩm quyền'] });
    expect((await readPdf((await fetchFile('citizen-lan', `/v1/dossiers/${refused.id}/forms/refusal`)).bytes)).words).toContain('1. Không thuộc thẩm quyền');
    await desk.post(`/v1/dossiers/${id}/apology`, { reason: 'Quá tải hồ sơ', extension: { amount: 2, unit: 'working-day' } });
    expect((await readPdf((await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/apology`)).bytes)).words).toContain('Lý do: Quá tải hồ sơ');
    await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/withdrawal`, { reason: 'Chuyển nơi ở' });
    expect((await readPdf((await fetchFile('citizen-lan', `/v1/dossiers/${id}/forms/stop-notice`)).bytes)).words).toContain('Chuyển nơi ở');
  });

  it('the one-stop takes its register as a document or as a workbook, numbered from 01', async () => {
    const path = '/v1/agencies/H99.101.01/register';
    const drawn = await fetchFile('desk-an-hoa', path);
    expect(drawn).toMatchObject({ status: 200, type: 'application/pdf' });
    expect((await readPdf(drawn.bytes)).words).toContain(code);
    const workbook = await fetchFile('desk-an-hoa', path, XLSX);
    expect(workbook).toMatchObject({ status: 200, type: XLSX });
    const cells = await readWorkbook(workbook.bytes);
    expect(cells).toEqual(expect.arrayContaining(['Trung tâm Phục vụ hành chính công Phường An Hòa', 'Mã hồ sơ', '01', '02', '03', code, 'Nguyễn Thị Lan']));
    expect((await fetchFile('desk-binh-minh', path)).status).toBe(403);
    const wrong = await scenario.as('desk-an-hoa').call({ method: 'GET', path: `${path}?from=2026-12-01&to=2027-01-31` });
    expect(wrong).toMatchObject({ status: 422, body: { type: expect.stringContaining('register-period-wrong') } });
  });

  it('an officer looks at the layout of a result with nobody’s data, marked as a sample', async () => {
    const preview = await fetchFile('desk-an-hoa', '/v1/procedures/3.000722/templates/birth-certificate-extract/preview');
    expect(preview).toMatchObject({ status: 200, type: 'application/pdf' });
    const { words } = await readPdf(preview.bytes);
    expect(words).toContain('BẢN XEM THỬ');
    expect(words).toContain('GIẤY KHAI SINH');
    expect((await fetchFile('citizen-lan', '/v1/procedures/3.000722/templates/birth-certificate-extract/preview')).status).toBe(403);
    expect((await fetchFile('desk-an-hoa', '/v1/procedures/3.000722/templates/work-permit/preview')).status).toBe(404);
  });
});
