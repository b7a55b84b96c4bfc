import type { AccessToken, TokenStore } from '#domain/access/token-store';

export class InMemoryTokenStore implements TokenStore {
  readonly kept = new Map<string, AccessToken>();

  keep(hash: string, token: AccessToken): Promise<void> {
    this.kept.set(hash, token);
    return Promise.resolve();
  }

  find(hash: string): Promise<AccessToken | undefined> {
    return Promise.resolve(this.kept.get(hash));
  }
}
