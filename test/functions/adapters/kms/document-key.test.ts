import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKmsDocumentKey } from '#functions/adapters/kms/kms-document-key';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

let asked = 0;
/** How often KMS says that it is asked too often before it signs. */
let refusals = 0;
const server = createServer((request, response) => {
  void buffer(request).then(() => {
    asked += 1;
    if (asked <= refusals) response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ __type: 'ThrottlingException', message: 'You have exceeded the rate' }));
    else response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ Signature: Buffer.from('signed').toString('base64') }));
  });
});
let client: KMSClient;
beforeAll(async () => {
  client = new KMSClient({ endpoint: `http://127.0.0.1:${String(await listenLocally(server))}`, region: 'ap-southeast-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => {
  client.destroy();
  await closeServer(server);
});

const sign = async () => Buffer.from(await createKmsDocumentKey(client)({ keyId: 'any', algorithm: 'ecdsa-p256-sha256' }, new Uint8Array(32))).toString();

it('a KMS that is asked too often is asked again', async () => {
  [asked, refusals] = [0, 2];
  expect(await sign()).toBe('signed');
  expect(asked).toBe(3);
});

it('a KMS that goes on refusing is given up, and nothing is signed', async () => {
  [asked, refusals] = [0, 100];
  await expect(sign()).rejects.toMatchObject({ name: 'ThrottlingException' });
});
