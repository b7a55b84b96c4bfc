// The other way in: no token, each request is signed (RFC 9421, Ed25519), its body too (RFC 9530), and good once, for five minutes.
// CLIENT_ID=cl-… KEY_ID=… KEY_FILE=private.pem node sign.mjs GET '/v1/inbox?limit=10'
// CLIENT_ID=cl-… KEY_ID=… KEY_FILE=private.pem node sign.mjs POST /v1/dossiers/…/steps/…/answer '{"outcome":"result"}'
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { MOT_CUA_URL = 'http://127.0.0.1:8080', CLIENT_ID, KEY_ID, KEY_FILE = 'private.pem' } = process.env;
const [method, path, body] = process.argv.slice(2);
const url = MOT_CUA_URL + path;
const headers = { 'idempotency-key': randomUUID() };
const covered = { '"@method"': method, '"@target-uri"': url };
if (body !== undefined) {
  headers['content-type'] = 'application/json';
  headers['content-digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  covered['"content-digest"'] = headers['content-digest'];
}

const created = Math.floor(Date.now() / 1000);
const parameters = `(${Object.keys(covered).join(' ')});created=${created};keyid="${CLIENT_ID}/${KEY_ID}";alg="ed25519";nonce="${randomUUID()}"`;
const base = [...Object.entries(covered), ['"@signature-params"', parameters]].map(([name, value]) => `${name}: ${value}`).join('\n');
const signature = sign(null, Buffer.from(base), createPrivateKey(readFileSync(KEY_FILE))).toString('base64');
headers['signature-input'] = `sig1=${parameters}`;
headers.signature = `sig1=:${signature}:`;

const answer = await fetch(url, { method, headers, body });
console.log(answer.status, await answer.text());
