import type { StatementSigner } from '#domain/documents/statement';
import type { LogStore } from '#domain/log/log-store';
import type { HttpAnswer } from '#functions/platform/http-answer';

interface Dependencies {
  readonly log: Pick<LogStore, 'keys'>;
  readonly signer: Pick<StatementSigner, 'publicKey'>;
}

/** For anybody: the key of today first, then those before it. */
export async function readKeys({ log, signer }: Dependencies): Promise<HttpAnswer> {
  const now = await signer.publicKey();
  const before = (await log.keys()).filter(({ kid }) => kid !== now.kid);
  return { status: 200, body: { keys: [now, ...before] }, headers: { 'cache-control': 'public, max-age=300' } };
}
