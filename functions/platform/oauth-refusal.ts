import type { HttpAnswer } from '#functions/platform/http-answer';

/** What RFC 6749 §5.2 calls it, and the stable word and sentence of ours that say which case of it this is. */
const REFUSALS = {
  'wrong-grant': ['unsupported_grant_type', 'this endpoint knows grant_type=client_credentials only'],
  'no-assertion': ['invalid_request', 'send client_assertion once, with client_assertion_type urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
  'wrong-client-id': ['invalid_request', 'client_id is not the one the assertion is of; it may be left out'],
  'assertion-malformed': ['invalid_client', 'the assertion is a JWT with kid in its header, and iss and sub both the id of the client'],
  'assertion-unproved': ['invalid_client', 'no key of this client has signed the assertion; check iss, kid, the algorithm and the private key'],
  'assertion-expired': ['invalid_client', 'set your clock and make a new assertion'],
  'assertion-wrong-audience': ['invalid_client', 'aud is the address of this endpoint, as you call it'],
  'assertion-lives-too-long': ['invalid_client', 'let exp be at most five minutes away'],
  'assertion-without-jti': ['invalid_client', 'give every assertion a jti of its own, 8 to 128 visible characters'],
  'assertion-replayed': ['invalid_client', 'this jti was used before; make a new assertion for every token'],
  'key-revoked': ['invalid_client', 'the key was revoked or has expired; use another one'],
  'key-expired': ['invalid_client', 'the key has expired; use another one'],
  'client-disabled': ['invalid_client', 'the administrator has disabled this client'],
} as const;

export type OAuthRefusal = keyof typeof REFUSALS;

/** An error as clients of OAuth expect it. */
export function oauthRefusal(word: OAuthRefusal): HttpAnswer {
  const [error, sentence] = REFUSALS[word];
  const body = { error, error_description: `${word}: ${sentence}` };
  return error === 'invalid_client' ? { status: 401, body, headers: { 'www-authenticate': 'Bearer realm="mot-cua", error="invalid_client"' } } : { status: 400, body };
}
