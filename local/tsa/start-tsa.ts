import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Integer } from 'asn1js';
import { ContentInfo, PKIStatus, PKIStatusInfo, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { z } from 'zod';
import { signCms } from '#functions/adapters/pades/cms-signature';
import { certificateFrom } from '#local/ca/make-certificate';
import type { DevelopmentAuthority } from '#local/ca/development-authority';
import { signDigest } from '#local/kms/sign-digest';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import { writeFileOnce } from '#local/servers/write-file-once';

export interface LocalTsa {
  readonly url: string;
  /** How many timestamps it has given. */
  given(): number;
  stop(): Promise<void>;
}

export interface LocalTsaSettings {
  readonly dataFolder: string;
  /** Whose time it tells. */
  readonly clock: { now(): number };
  /** Where it has its certificate from. */
  readonly authority: DevelopmentAuthority;
  readonly port?: number;
}

const storedTsa = z.object({ privateKey: z.string(), certificates: z.array(z.string()) });
type StoredTsa = z.infer<typeof storedTsa>;

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SHA_256 = '2.16.840.1.101.3.4.2.1';
/** A policy under the arc of examples: this authority promises nothing. */
const POLICY = '2.999.1.1';
const SERIAL_BYTES = 15;
const MAX_REQUEST_BYTES = 10_000;

/** A timestamp authority as RFC 3161 describes it, over HTTP, on the cell's clock; its key and certificate are kept. */
export async function startTsa({ dataFolder, clock, authority, port = 0 }: LocalTsaSettings): Promise<LocalTsa> {
  const keys = await keysOf(dataFolder, authority);
  let given = 0;
  const server = createServer((request, response) => {
    answer(request, { keys, clock }).then(
      (body) => {
        given += 1;
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body);
      },
      () => response.writeHead(400).end(),
    );
  });
  const listening = await listenLocally(server, port);
  return { url: `http://127.0.0.1:${String(listening)}`, given: () => given, stop: () => closeServer(server) };
}

interface Making {
  readonly keys: StoredTsa;
  readonly clock: { now(): number };
}

async function answer(request: IncomingMessage, making: Making): Promise<Buffer> {
  const body = await buffer(request);
  if (request.method !== 'POST' || body.length > MAX_REQUEST_BYTES) throw new Error('This is no request for a timestamp');
  const asked = TimeStampReq.fromBER(body);
  const isKnown = asked.messageImprint.hashAlgorithm.algorithmId === SHA_256;
  const response = isKnown
    ? new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.granted }), timeStampToken: ContentInfo.fromBER(await tokenFor(asked, making)) })
    : new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.rejection }) });
  return Buffer.from(response.toSchema().toBER());
}

async function tokenFor({ messageImprint, nonce, certReq }: TimeStampReq, { keys, clock }: Making): Promise<Uint8Array> {
  const info = new TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint,
    serialNumber: new Integer({ valueHex: Uint8Array.of(1, ...randomBytes(SERIAL_BYTES)).buffer }),
    genTime: new Date(Math.floor(clock.now() / 1000) * 1000),
    ...(nonce === undefined ? {} : { nonce }),
  });
  const bytes = new Uint8Array(info.toSchema().toBER());
  const certificates = keys.certificates.map((pem) => new Uint8Array(certificateFrom(pem).toSchema(true).toBER()));
  const signed = await signCms({
    content: { type: TST_INFO, bytes },
    contentDigest: createHash('sha256').update(bytes).digest(),
    certificates,
    includesCertificates: certReq === true,
    algorithm: 'rsa-pkcs1-sha256',
    sign: (digest) => Promise.resolve(signDigest({ spec: 'RSA_2048', privateKey: keys.privateKey }, Buffer.from(digest))),
  });
  return signed.toDer();
}

async function keysOf(dataFolder: string, authority: DevelopmentAuthority): Promise<StoredTsa> {
  const file = join(dataFolder, 'tsa.json');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const subject = { commonName: 'DEVELOPMENT Timestamp Authority, not for legal use' };
    const certificates = await authority.issue({ subject, publicKey: publicKey.export({ type: 'spki', format: 'der' }), purpose: 'timestamp' });
    writeFileOnce(file, JSON.stringify({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }), certificates }));
  }
  return storedTsa.parse(JSON.parse(readFileSync(file, 'utf8')));
}
