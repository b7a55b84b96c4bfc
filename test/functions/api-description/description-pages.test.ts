import { gunzipSync } from 'node:zlib';
import { describe, expect, it, test } from '@jest/globals';
import { answerUnknownAddress, knownAddresses } from '#functions/api-description/answer-unknown-address/answer-unknown-address';
import { readOpenapi, serveDocument } from '#functions/api-description/read-openapi/read-openapi';
import { readProblems } from '#functions/api-description/read-problems/read-problems';
import { readReference, serveFiles } from '#functions/api-description/read-reference/read-reference';
import { EdgeProblem } from '#functions/platform/problem';
import { Temporal } from '#domain/kernel/temporal';

const call = { address: '/', accept: '', acceptEncoding: '' };
const request = (path: object = {}, language: 'vi' | 'en' = 'vi') => ({
  principal: undefined, idempotency: undefined, body: undefined, query: undefined, ifMatch: undefined, correlationId: 'c-1', language, now: Temporal.Instant.from('2026-11-26T02:00:00Z'), path,
});

describe('the description as it is served', () => {
  const served = serveDocument(Buffer.from('{"openapi":"3.1.0"}'));

  it('is the file as it is, packed for whoever takes it packed', async () => {
    const plain = await readOpenapi(served, call);
    const packed = await readOpenapi(served, { ...call, acceptEncoding: 'br, gzip' });
    expect(String(plain.raw?.content)).toBe('{"openapi":"3.1.0"}');
    expect(gunzipSync(Buffer.from(packed.raw?.content ?? '')).toString()).toBe('{"openapi":"3.1.0"}');
    expect([plain.headers?.['content-encoding'], packed.headers?.['content-encoding']]).toEqual([undefined, 'gzip']);
  });

  it('has one ETag for one text, and another for another', async () => {
    const other = serveDocument(Buffer.from('{"openapi":"3.1.1"}'));
    const etags = await Promise.all([served, served, other].map(async (each) => (await readOpenapi(each, call)).headers?.['etag']));
    expect(new Set(etags).size).toBe(2);
  });
});

describe('the reference page', () => {
  const files = serveFiles(['swagger-ui.css', 'start-reference.js'], (name) => Buffer.from(`the bytes of ${name}`));
  const page = async () => String((await readReference(files, request())).raw?.content);

  it('lets scripts come from its own origin only, and holds none itself', async () => {
    const { headers } = await readReference(files, request());
    expect(headers?.['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(headers?.['content-security-policy']).not.toMatch(/script-src[^;]*unsafe|https?:/);
    expect(await page()).not.toMatch(/<script>|https?:\/\//);
  });

  it('names its files by their edition, so that they may be kept for good', async () => {
    expect(await page()).toMatch(/\/docs\/swagger-ui\.css\?edition=[0-9a-f]{12}"/);
    const file = await readReference(files, request({ file: 'start-reference.js' }));
    expect(gunzipSync(Buffer.from(file.raw?.content ?? '')).toString()).toBe('the bytes of start-reference.js');
    expect(file.headers?.['cache-control']).toMatch(/immutable/);
  });

  it('has no other files', () => expect(() => readReference(files, request({ file: 'index.js' }))).toThrow(new EdgeProblem('address-not-found')));
});

describe('the catalogue of problems', () => {
  const pages = { 'no-one-stop': { statuses: [422], mends: [{ vi: 'Hãy chọn lại <b>', en: 'Choose again <b>' }] }, unavailable: { statuses: [503], title: { vi: 'Tạm thời', en: 'For a moment' }, mends: [{ vi: 'Gửi lại', en: 'Send again' }] } };
  const read = (path: object, accept: string, language: 'vi' | 'en' = 'vi') => readProblems(pages, { ...request(path, language), ...call, accept });

  it('is a page of all for people, in the language they prefer', async () => {
    const { raw } = await read({}, 'text/html', 'en');
    expect(raw?.contentType).toMatch(/^text\/html/);
    expect(raw?.content).toMatch(/<html lang="en">[^]*https:\/\/motcua\.example\/problems\/no-one-stop[^]*For a moment/);
  });

  it('shows one kind where its address is followed, and takes nothing for markup', async () => {
    const { raw } = await read({ code: 'no-one-stop' }, 'text/html');
    expect(raw?.content).toContain('Hãy chọn lại &lt;b&gt;');
    expect(raw?.content).not.toContain('unavailable');
  });

  it('is JSON for programs', async () => {
    const { raw } = await read({ code: 'unavailable' }, 'application/json');
    expect(JSON.parse(String(raw?.content))).toMatchObject({ type: 'https://motcua.example/problems/unavailable', statuses: [503], mends: [{ en: 'Send again' }] });
  });

  it('has no page for what nobody refuses with', () => expect(() => read({ code: 'bad-hair' }, 'text/html')).toThrow(new EdgeProblem('address-not-found')));
});

describe('an address that no route knows', () => {
  const known = knownAddresses({ paths: { '/things/{thingId}': { get: {}, put: {} }, '/openapi.json': { get: {} } } });
  const refusal = (address: string) => {
    try {
      return answerUnknownAddress(known, { ...call, address });
    } catch (error) {
      return error;
    }
  };

  test.each(['/v1/things', '/v1/things/a/b', '/things/a', '/v1/openapixjson', '/'])('%s is not found', (address) => {
    expect(refusal(address)).toMatchObject({ code: 'address-not-found' });
  });

  it('is told by which methods it can be called, where there are any', () => {
    expect(refusal('/v1/things/a')).toMatchObject({ code: 'method-not-allowed', details: { headers: { allow: 'GET, PUT' } } });
  });
});
