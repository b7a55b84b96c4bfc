import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import { openText, sealText } from './cipher.ts';
import { masterKey } from './master-key.ts';

export interface LocalKms {
  readonly url: string;
  stop(): Promise<void>;
}

const context = z.record(z.string(), z.string()).default({});
const encryptInput = z.object({ KeyId: z.string().min(1), Plaintext: z.base64(), EncryptionContext: context });
const decryptInput = z.object({ CiphertextBlob: z.base64(), EncryptionContext: context, KeyId: z.string().optional() });

type Operation = (master: Buffer, body: unknown) => object;

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['Encrypt', encrypt],
  ['Decrypt', decrypt],
]);

/** An error as KMS names it. */
class KmsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * Encrypts and decrypts as KMS does over AWS JSON 1.1, under one key kept in the data folder: an encryption context that
 * differs by a letter opens nothing. Whoever has the folder has the key; this protects code from mistakes, not data from thieves.
 */
export async function startKms({ dataFolder, port = 0 }: { readonly dataFolder: string; readonly port?: number }): Promise<LocalKms> {
  const master = masterKey(dataFolder);
  const server = createServer((request, response) => {
    answer(master, request).then((body) => send(response, 200, body), (error: unknown) => sendError(response, error));
  });
  const listening = await listenLocally(server, port);
  return { url: `http://127.0.0.1:${String(listening)}`, stop: () => closeServer(server) };
}

async function answer(master: Buffer, request: IncomingMessage): Promise<object> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = operations.get(target.replace(/^TrentService\./, ''));
  const body: unknown = JSON.parse((await text(request)) || '{}');
  if (operation === undefined) throw new KmsError('UnknownOperationException', `The local KMS does not know '${target}'`);
  return operation(master, body);
}

function encrypt(master: Buffer, body: unknown): object {
  const { KeyId, Plaintext, EncryptionContext } = parsed(encryptInput, body);
  const CiphertextBlob = sealText(master, { plain: Buffer.from(Plaintext, 'base64'), keyId: KeyId, context: EncryptionContext }).toString('base64');
  return { CiphertextBlob, KeyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function decrypt(master: Buffer, body: unknown): object {
  const { CiphertextBlob, EncryptionContext, KeyId: named } = parsed(decryptInput, body);
  const opened = openText(master, { sealed: Buffer.from(CiphertextBlob, 'base64'), context: EncryptionContext });
  if (opened === undefined) throw new KmsError('InvalidCiphertextException', 'The ciphertext or its encryption context is not right');
  if (named !== undefined && named !== opened.keyId) throw new KmsError('IncorrectKeyException', 'The ciphertext was made by another key');
  return { Plaintext: opened.plain.toString('base64'), KeyId: opened.keyId, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const read = schema.safeParse(body);
  if (!read.success) throw new KmsError('ValidationException', z.prettifyError(read.error));
  return read.data;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof KmsError) send(response, 400, { __type: error.name, message: error.message });
  else send(response, 500, { __type: 'KMSInternalException', message: 'The local KMS failed' });
}
