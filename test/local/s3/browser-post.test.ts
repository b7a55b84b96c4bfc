import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost } from '@aws-sdk/s3-presigned-post';
import { answerOf, openS3Fixture, type S3Fixture } from './s3-fixture.ts';

let fixture: S3Fixture;
beforeAll(async () => {
  fixture = await openS3Fixture();
});
afterAll(async () => {
  await fixture.stop();
});

const key = 'quarantine/7f3a/paper-1';
const text = 'Đơn đề nghị cấp giấy phép';
const sha256Of = (body: string): string => createHash('sha256').update(body).digest('base64');
const size = Buffer.byteLength(text);

function grant(options: { client?: S3Fixture['client']; minBytes?: number; maxBytes?: number; Key?: string } = {}): Promise<PresignedPost> {
  return createPresignedPost(options.client ?? fixture.client, {
    Bucket: 'papers',
    Key: options.Key ?? key,
    Expires: 300,
    Fields: {
      'Content-Type': 'text/plain',
      'x-amz-checksum-algorithm': 'SHA256',
      'x-amz-checksum-sha256': sha256Of(text),
      'x-amz-meta-dossier': 'H26-0001',
      'x-amz-server-side-encryption': 'aws:kms',
    },
    Conditions: [['content-length-range', options.minBytes ?? 1, options.maxBytes ?? size], ['starts-with', '$x-amz-meta-name', '']],
  });
}

/** Posts the grant's fields as a browser would, the file last. */
function post({ url, fields }: PresignedPost, changes: Record<string, string | undefined> = {}, body = text): Promise<Response> {
  const form = new FormData();
  const sent: Record<string, string | undefined> = { ...fields, 'x-amz-meta-name': 'tờ đơn', ...changes };
  for (const [name, value] of Object.entries(sent)) if (value !== undefined) form.append(name, value);
  form.append('file', new Blob([body]), 'đơn.txt');
  return fetch(url, { method: 'POST', body: form, headers: { origin: 'https://portal.mot-cua.example' } });
}

describe("a browser's form upload", () => {
  it('stores the file as the policy says and tells of it', async () => {
    const response = await post(await grant());
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://portal.mot-cua.example');
    const VersionId = response.headers.get('x-amz-version-id') ?? undefined;
    const head = await fixture.client.send(new HeadObjectCommand({ Bucket: 'papers', Key: key, VersionId, ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({
      ContentLength: size,
      ContentType: 'text/plain',
      ChecksumSHA256: sha256Of(text),
      ServerSideEncryption: 'aws:kms',
      Metadata: { dossier: 'H26-0001', name: `=?UTF-8?B?${Buffer.from('tờ đơn').toString('base64')}?=` },
    });
    expect(fixture.events.at(-1)).toMatchObject({ key, versionId: VersionId, eventName: 'ObjectCreated:Post', sizeBytes: size });
  });

  it('is answered with a document when the policy asks for 201', async () => {
    const granted = await createPresignedPost(fixture.client, { Bucket: 'papers', Key: 'named/${filename}', Fields: { success_action_status: '201' } });
    const response = await post(granted, { 'x-amz-meta-name': undefined });
    expect(response.status).toBe(201);
    expect(await response.text()).toContain('<Key>named/đơn.txt</Key>');
  });

  it('keeps the checksum it was asked to compute', async () => {
    const granted = await createPresignedPost(fixture.client, { Bucket: 'papers', Key: 'computed', Fields: { 'x-amz-checksum-algorithm': 'SHA256' } });
    expect((await post(granted, { 'x-amz-meta-name': undefined })).headers.get('x-amz-checksum-sha256')).toBe(sha256Of(text));
  });
});

describe("a browser's form upload is refused", () => {
  const policyWith = (granted: PresignedPost, change: (policy: { conditions: unknown[] }) => void): string => {
    const policy = JSON.parse(Buffer.from(granted.fields['Policy'] ?? '', 'base64').toString());
    change(policy);
    return Buffer.from(JSON.stringify(policy)).toString('base64');
  };
  const cases: [string, string, () => Promise<Response>][] = [
    ['EntityTooLarge', 'one byte over the size', async () => post(await grant({ maxBytes: size - 1 }))],
    ['EntityTooLarge', 'a megabyte over the size', async () => post(await grant(), {}, 'x'.repeat(1_000_000))],
    ['EntityTooSmall', 'one byte under the size', async () => post(await grant({ minBytes: size + 1, maxBytes: 2 * size }))],
    ['BadDigest', 'with other bytes than the checksum was granted for', async () => post(await grant(), {}, text.replace('Đ', 'D'))],
    ['AccessDenied', 'with another checksum than was granted', async () => post(await grant(), { 'x-amz-checksum-sha256': sha256Of('other') }, 'other')],
    ['AccessDenied', 'without the checksum that was granted', async () => post(await grant(), { 'x-amz-checksum-sha256': undefined }, 'other')],
    ['AccessDenied', 'under another key', async () => post(await grant(), { key: 'quarantine/other' })],
    ['AccessDenied', 'with another content type', async () => post(await grant(), { 'Content-Type': 'text/html' })],
    ['AccessDenied', 'without a field the policy speaks of', async () => post(await grant(), { 'x-amz-meta-name': undefined })],
    ['AccessDenied', 'with a field the policy does not speak of', async () => post(await grant(), { 'x-amz-meta-other': 'extra' })],
    ['AccessDenied', 'with an ACL the policy does not speak of', async () => post(await grant(), { acl: 'private' })],
    ['AccessDenied', 'without encryption where the policy asks for it', async () => post(await grant(), { 'x-amz-server-side-encryption': 'AES256' })],
    ['SignatureDoesNotMatch', 'with a wider policy than was signed', async () => {
      const granted = await grant();
      return post(granted, { Policy: policyWith(granted, (policy) => { policy.conditions.push(['starts-with', '$x-amz-meta-other', '']); }) });
    }],
    ['SignatureDoesNotMatch', 'with another signature', async () => post(await grant(), { 'X-Amz-Signature': '0'.repeat(64) })],
    ['SignatureDoesNotMatch', 'signed with another secret', async () => post(await grant({ client: fixture.clientWith({ credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'other' } }) }))],
    ['InvalidAccessKeyId', 'signed by nobody known', async () => post(await grant({ client: fixture.clientWith({ credentials: { accessKeyId: 'AKIDOTHER', secretAccessKey: 'other' } }) }))],
    ['AccessDenied', 'without a policy', async () => post(await grant(), { Policy: undefined })],
    ['InvalidArgument', 'without a signature', async () => post(await grant(), { 'X-Amz-Signature': undefined })],
    ['AccessDenied', 'into another bucket', async () => post({ ...(await grant()), url: `${fixture.s3.url}/plain` })],
    ['AccessDenied', 'into a create-only bucket, for a form cannot say If-None-Match', async () => post(await createPresignedPost(fixture.client, { Bucket: 'vault', Key: key }), { 'x-amz-meta-name': undefined })],
    ['InvalidArgument', 'without a file', async () => {
      const { url, fields } = await grant();
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      return fetch(url, { method: 'POST', body: form });
    }],
    ['InvalidArgument', 'with a field given twice', async () => {
      const { url, fields } = await grant();
      const form = new FormData();
      form.append('key', 'quarantine/other');
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([text]));
      return fetch(url, { method: 'POST', body: form });
    }],
    ['MaxPostPreDataLengthExceededError', 'with more than 20 KB of fields', async () => post(await grant(), { 'x-amz-meta-name': 'x'.repeat(21_000) })],
    ['PreconditionFailed', 'when it is no form', async () => fetch((await grant()).url, { method: 'POST', body: text })],
  ];

  it.each(cases)('%s: %s; nothing is stored', async (code, _why, send) => {
    const before = { files: fixture.files(), events: fixture.events.length };
    expect(await answerOf(await send())).toMatchObject({ code });
    expect({ files: fixture.files(), events: fixture.events.length }).toEqual(before);
  });

  it('after the policy has expired', async () => {
    const granted = await grant();
    fixture.moveClock(301_000);
    expect(await answerOf(await post(granted))).toEqual({ status: 403, code: 'AccessDenied', message: 'Invalid according to Policy: Policy expired.' });
    fixture.moveClock(-301_000);
  });

  it('when the connection breaks off in the middle of the file, and the server lives on', async () => {
    const before = fixture.files();
    const granted = await grant({ maxBytes: 10_000_000 });
    const boundary = 'a-boundary';
    const fields = Object.entries({ ...granted.fields, 'x-amz-meta-name': 'x' });
    const head = fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
    const body = `${head}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(200_000)}`;
    await new Promise<void>((resolve, reject) => {
      const socket = connect(fixture.s3.port, '127.0.0.1', () => {
        const request = `POST /papers HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: 5000000\r\n\r\n${body}`;
        socket.write(request, () => {
          setImmediate(() => socket.destroy());
        });
      });
      socket.on('close', () => { resolve(); });
      socket.on('error', reject);
    });
    while (fixture.files().drafts.length > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(fixture.files()).toEqual(before);
    expect((await post(await grant())).status).toBe(204);
  });

  it('when the form is cut short inside a complete request', async () => {
    const granted = await grant();
    const parts = Object.entries({ ...granted.fields, 'x-amz-meta-name': 'x' }).map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    const body = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${text}`;
    const response = await fetch(granted.url, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } });
    expect(await answerOf(response)).toMatchObject({ code: 'MalformedPOSTRequest' });
  });
});
