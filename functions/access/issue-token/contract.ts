import * as z from 'zod';
import { httpContract } from '#functions/platform/http-contract';

/** A field sent twice counts as missing: which of the two is meant is not to be guessed (RFC 6749 §3.2). */
const field = (longest: number) => z.string().max(longest).optional().catch(undefined);

export const tokenForm = z
  .object({
    grant_type: field(100).meta({ description: 'client_credentials' }),
    client_assertion_type: field(200).meta({ description: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }),
    client_assertion: field(8_000).meta({ description: 'A JWT signed by a key of the client: `iss` and `sub` its id, `aud` the address of this endpoint, `exp` within five minutes, a fresh `jti`, and `kid` in its header.' }),
    client_id: field(100).meta({ description: 'May be left out; when sent, the id of the client.' }),
  })
  .meta({ id: 'TokenRequest' });

const token = z.strictObject({ access_token: z.string().max(200), token_type: z.literal('Bearer'), expires_in: z.number().int().positive().max(86_400) }).meta({ id: 'Token' });

const oauthError = z
  .strictObject({ error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type']), error_description: z.string().max(500).meta({ description: 'A stable word, a colon, and what to mend.' }) })
  .meta({ id: 'OAuthError' });

export const contract = httpContract({
  route: 'POST /v1/oauth/token',
  access: 'public',
  idempotent: false,
  body: tokenForm,
  bodyFormat: 'form',
  title: { vi: 'Lấy mã truy cập cho hệ thống', en: 'Get an access token for a client' },
  description: {
    vi: 'OAuth 2.0 client credentials với private_key_jwt (RFC 6749, RFC 7523). Mã truy cập dùng được một giờ. Lỗi của OAuth được trả theo RFC 6749 §5.2 như thư viện chuẩn mong đợi, không phải problem details.',
    en: 'OAuth 2.0 client credentials with private_key_jwt (RFC 6749, RFC 7523). A token is good for an hour. Errors of OAuth are answered as RFC 6749 §5.2 says, since clients of the standard expect them so, and not as problem details.',
  },
  answers: { 200: token, 400: oauthError, 401: oauthError },
  problems: [],
  example: {
    body: {
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMjYtMTEifQ.eyJpc3MiOiJjbC0wMTIzIn0.c2lnbmF0dXJl',
    },
  },
});
