import type { ZodOpenApiSecuritySchemeObject } from 'zod-openapi';

/** How a caller shows who he is: a person by his own sign-in, a system by one of two ways. */
export const SECURITY_SCHEMES: Readonly<Record<string, ZodOpenApiSecuritySchemeObject>> = {
  person: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A person, by the access token of the national e-ID (OpenID Connect; locally of the embedded provider: `npm run sign-in -- NAME`). ' +
      'Verified by issuer, audience, signature, algorithm and time as RFC8725 asks. Người dùng đăng nhập.',
  },
  system: {
    type: 'oauth2',
    description:
      'The system of an agency or a partner: OAuth 2.0 client credentials with private_key_jwt (RFC 7523), without a shared secret; assertions are verified as RFC8725 asks. ' +
      'Keys are registered and rotated through this API. Hệ thống của cơ quan hoặc đối tác.',
    flows: { clientCredentials: { tokenUrl: 'https://motcua.example/v1/oauth/token', refreshUrl: 'https://motcua.example/v1/oauth/token', scopes: {} } },
  },
  signature: {
    type: 'http',
    scheme: 'signature',
    description:
      'The same system signing each request instead (HTTP Message Signatures, RFC 9421): Ed25519 over at least @method, @target-uri and, with a body, content-digest; ' +
      'created within 300 seconds, nonce used once. Ký từng yêu cầu.',
  },
};
