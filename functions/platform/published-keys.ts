import type { StatementKey, StatementSigner } from '#domain/documents/statement';
import type { LogStore } from '#domain/log/log-store';

export interface PublishedKeysTools {
  readonly log: Pick<LogStore, 'keys'>;
  readonly signer: Pick<StatementSigner, 'publicKey'>;
}

/** The key of today first, then those before it. */
export async function publishedKeys({ log, signer }: PublishedKeysTools): Promise<readonly StatementKey[]> {
  const now = await signer.publicKey();
  const before = (await log.keys()).filter(({ kid }) => kid !== now.kid);
  return [now, ...before];
}
