// An access token for your system: its private key signs a short assertion (RFC 7523), which is traded for a token of one hour.
// CLIENT_ID=cl-… KEY_ID=… KEY_FILE=private.pem node token.mjs
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { MOT_CUA_URL = 'http://127.0.0.1:8080', CLIENT_ID, KEY_ID, KEY_FILE = 'private.pem' } = process.env;
const url = `${MOT_CUA_URL}/v1/oauth/token`;
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);

const claims = { iss: CLIENT_ID, sub: CLIENT_ID, aud: url, iat: now, exp: now + 60, jti: randomUUID() };
const unsigned = `${part({ alg: 'EdDSA', typ: 'JWT', kid: KEY_ID })}.${part(claims)}`;
const signature = sign(null, Buffer.from(unsigned), createPrivateKey(readFileSync(KEY_FILE))).toString('base64url');

const form = {
  grant_type: 'client_credentials',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: `${unsigned}.${signature}`,
};
const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
const { access_token: token, ...rest } = await answer.json();
if (!answer.ok) throw new Error(JSON.stringify(rest));
console.log(token);
