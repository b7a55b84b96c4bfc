import { Provider, interactionPolicy } from 'oidc-provider';
import type { Account, ClientMetadata, Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { identityClaims } from './identity-claims.ts';
import type { IdentityKeys } from './identity-keys.ts';
import { LOCAL_SIGN_IN_CLIENT, LOCAL_SIGN_IN_GRANT } from './identity-settings.ts';
import type { IdentitySettings } from './identity-settings.ts';
import { localSignIn } from './local-sign-in-grant.ts';
import { createSessionStore } from './session-store.ts';
import { errorPage } from './sign-in-page.ts';

/** Names the API among the things a token may be for; only then are access tokens JWTs. */
const API_RESOURCE = 'urn:mot-cua:api';
const ACCESS_TOKEN_SECONDS = 60 * 60;
const SESSION_SECONDS = 24 * 60 * 60;

/** The OpenID provider of the cell, not yet listening. */
export function createProvider(issuer: string, settings: IdentitySettings, keys: IdentityKeys): Provider {
  const resourceServer: ResourceServer = {
    scope: '',
    audience: settings.audience,
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: settings.tokenAlgorithm } },
  };
  const provider = new Provider(issuer, configuration(settings, keys, resourceServer));
  const people = new Set(settings.people.map(({ id }) => id));
  provider.registerGrantType(LOCAL_SIGN_IN_GRANT, localSignIn({ provider, people, resource: API_RESOURCE, resourceServer }), ['username']);
  return provider;
}

function configuration(settings: IdentitySettings, keys: IdentityKeys, resourceServer: ResourceServer): Configuration {
  const people = new Map(settings.people.map((person) => [person.id, person]));
  const systems = new Map(settings.clients.map((client) => [client.id, client]));
  const policy = interactionPolicy.base();
  // Our own applications need nobody's consent.
  policy.remove('consent');
  return {
    adapter: createSessionStore(),
    clients: clientMetadata(settings),
    jwks: { keys: keys.signing },
    cookies: { keys: keys.cookies },
    clientAuthMethods: ['none', 'client_secret_basic', 'private_key_jwt'],
    clientBasedCORS: () => true,
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'mc_kind', 'mc_agency', 'mc_roles', 'mc_identity'] },
    ttl: { AccessToken: ACCESS_TOKEN_SECONDS, ClientCredentials: ACCESS_TOKEN_SECONDS, IdToken: ACCESS_TOKEN_SECONDS, Session: SESSION_SECONDS, Grant: SESSION_SECONDS, Interaction: ACCESS_TOKEN_SECONDS },
    findAccount: (_, id) => {
      const person = people.get(id);
      return person === undefined ? undefined : account(id, { sub: id, ...identityClaims(person) });
    },
    extraTokenClaims: (_, token) => {
      const subject = token.kind === 'AccessToken' ? people.get(token.accountId) : systems.get(token.clientId ?? '');
      return subject === undefined ? undefined : identityClaims(subject);
    },
    loadExistingGrant: grantEverything,
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = errorPage(description ?? error);
    },
    interactions: { policy, url: (_, { uid }) => `/sign-in/${uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: true, defaultResource: () => API_RESOURCE, useGrantedResource: () => true, getResourceServerInfo: () => resourceServer },
    },
  };
}

function clientMetadata({ clients, webClients }: IdentitySettings): ClientMetadata[] {
  const withoutRedirects = { redirect_uris: [], response_types: [] };
  return [
    ...clients.map(({ id, secret, jwks }): ClientMetadata => {
      const proof: Partial<ClientMetadata> = jwks === undefined ? { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' } : { jwks: { keys: [...jwks.keys] }, token_endpoint_auth_method: 'private_key_jwt' };
      return { client_id: id, grant_types: ['client_credentials'], ...withoutRedirects, ...proof };
    }),
    ...webClients.map(({ id, redirectUris, postLogoutRedirectUris = [] }): ClientMetadata => ({
      client_id: id,
      // "native" is what lets a loopback address have any port.
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...postLogoutRedirectUris],
    })),
    { client_id: LOCAL_SIGN_IN_CLIENT, token_endpoint_auth_method: 'none', grant_types: [LOCAL_SIGN_IN_GRANT], ...withoutRedirects },
  ];
}

async function grantEverything(context: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']> | undefined> {
  const { client, session, provider } = context.oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(API_RESOURCE, '');
  await grant.save();
  return grant;
}

function account(accountId: string, claims: { sub: string } & Record<string, string | undefined>): Account {
  return { accountId, claims: () => claims };
}
