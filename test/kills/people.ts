import { createApiClient, type ApiClient } from '#local/api-client/api-client';
import { requestToken } from '#local/identity/request-token';

const TOKEN_LIFE_MILLISECONDS = 20 * 60 * 1000;

export interface People {
  /** The API as a person or a system of the province. */
  as(principal: string): ApiClient;
  /** Settles when the next call is sent by anybody. */
  nextCall(): Promise<void>;
}

/** Everybody outside the cell: they keep their tokens while it is killed, as phones and agencies do. */
export function createPeople({ apiUrl, issuer }: { readonly apiUrl: string; readonly issuer: string }): People {
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  let listeners: (() => void)[] = [];
  const tokenOf = async (principal: string): Promise<string> => {
    const held = tokens.get(principal);
    if (held !== undefined && held.until > Date.now()) return held.token;
    const token = await requestToken(issuer, principal);
    tokens.set(principal, { token, until: Date.now() + TOKEN_LIFE_MILLISECONDS });
    return token;
  };
  return {
    as: (principal) =>
      createApiClient({
        apiUrl,
        token: async () => {
          const token = await tokenOf(principal);
          for (const listener of listeners.splice(0)) listener();
          return token;
        },
      }),
    nextCall: () => new Promise((resolve) => (listeners = [...listeners, resolve])),
  };
}
