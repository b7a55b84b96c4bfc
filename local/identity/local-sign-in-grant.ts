import { errors } from 'oidc-provider';
import type { Provider, ResourceServer, TokenEndpointGrantContext } from 'oidc-provider';

interface Parameters {
  readonly username?: string | undefined;
}

/**
 * Handler of the local-only grant: a token for the person or system called `username`, for commands and tests.
 * Answers invalid_request, naming whom it knows, when nobody is called so.
 */
export function localSignIn({ provider, people, resource, resourceServer }: {
  provider: Provider;
  /** Their ids. */
  people: ReadonlySet<string>;
  resource: string;
  resourceServer: ResourceServer;
}): (context: TokenEndpointGrantContext<Parameters>) => Promise<void> {
  return async (context) => {
    const { client, params } = context.oidc;
    const username = params.username ?? '';
    const server = new provider.ResourceServer(resource, resourceServer);
    const system = people.has(username) ? undefined : await provider.Client.find(username);
    if (!people.has(username) && system?.grantTypeAllowed('client_credentials') !== true) {
      throw new errors.InvalidRequest(`nobody is called "${username}"; known are ${[...people].join(', ')}`);
    }
    const token = system === undefined
      ? new provider.AccessToken({ client, accountId: username, grantId: 'local-sign-in', resourceServer: server, gty: 'local-sign-in' })
      : new provider.ClientCredentials({ client: system, resourceServer: server });
    context.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration };
  };
}
