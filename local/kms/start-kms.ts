import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { openText, sealText } from './cipher.ts';
import { KmsError, readInput } from './kms-error.ts';
import { masterKey } from './master-key.ts';
import { openSigningKeys, type SigningKeys } from './signing-keys.ts';
import { signingOperations } from './signing-operations.ts';

export interface LocalKms {
  readonly url: string;
  /** Keys that sign; the template's own are made here under their names. */
  readonly signingKeys: SigningKeys;
  stop(): Promise<void>;
}

const context = z.record(z.string(), z.string()).default({});
const encryptInput = z.object({ KeyId: z.string().min(1), Plaintext: z.base64(), EncryptionContext: context });
const decryptInput = z.object({ CiphertextBlob: z.base64(), EncryptionContext: context, KeyId: z.string().optional() });

type Operation = (body: unknown) => object;

export interface LocalKmsSettings {
  readonly dataFolder: string;
  readonly port?: number;
  /** @default ap-southeast-1 */
  readonly region?: string;
  /** @default 000000000000 */
  readonly accountId?: string;
}

/**
 * Encrypts and decrypts as KMS does over AWS JSON 1.1, under one key kept in the data folder: an encryption context that
 * differs by a letter opens nothing. Signs with asymmetric keys kept there too. Whoever has the folder has the keys; this
 * protects code from mistakes, not data from thieves.
 */
export async function startKms({ dataFolder, port = 0, region = 'ap-southeast-1', accountId = '000000000000' }: LocalKmsSettings): Promise<LocalKms> {
  const master = masterKey(dataFolder);
  const signingKeys = openSigningKeys(dataFolder);
  const operations = new Map<string, Operation>([
    ['Encrypt', (body) => encrypt(master, body)],
    ['Decrypt', (body) => decrypt(master, body)],
    ...signingOperations(signingKeys, (keyId) => `arn:aws:kms:${region}:${accountId}:key/${keyId}`),
  ]);
  const server = createServer((request, response) => {
    answer(operations, request).then((body) => send(response, 200, body), (error: unknown) => sendError(response, error));
  });
  const listening = await listenLocally(server, port);
  return { url: `http://127.0.0.1:${String(listening)}`, signingKeys, stop: () => closeServer(server) };
}

async function answer(operations: ReadonlyMap<string, Operation>, request: IncomingMessage): Promise<object> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = operations.get(target.replace(/^TrentService\./, ''));
  const body: unknown = JSON.parse((await text(request)) || '{}');
  if (operation === undefined) throw new KmsError('UnknownOperationException', `The local KMS does not know '${target}'`);
  return operation(body);
}

function encrypt(master: Buffer, body: unknown): object {
  const { KeyId, Plaintext, EncryptionContext } = readInput(encryptInput, body);
  const CiphertextBlob = sealText(master, { plain: Buffer.from(Plaintext, 'base64'), keyId: KeyId, context: EncryptionContext }).toString('base64');
  return { CiphertextBlob, KeyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function decrypt(master: Buffer, body: unknown): object {
  const { CiphertextBlob, EncryptionContext, KeyId: named } = readInput(decryptInput, body);
  const opened = openText(master, { sealed: Buffer.from(CiphertextBlob, 'base64'), context: EncryptionContext });
  if (opened === undefined) throw new KmsError('InvalidCiphertextException', 'The ciphertext or its encryption context is not right');
  if (named !== undefined && named !== opened.keyId) throw new KmsError('IncorrectKeyException', 'The ciphertext was made by another key');
  return { Plaintext: opened.plain.toString('base64'), KeyId: opened.keyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof KmsError) send(response, 400, { __type: error.name, message: error.message });
  else send(response, 500, { __type: 'KMSInternalException', message: 'The local KMS failed' });
}
