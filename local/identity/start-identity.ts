import { z } from 'zod';
import type { LocalClock } from '../clock/local-clock.ts';
import { startShiftedWorker } from '../clock/shifted-worker.ts';
import { identitySettings } from './identity-settings.ts';
import { requestToken } from './request-token.ts';

export interface LocalIdentity {
  /** Also the base address; discovery is at `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** A fresh access token (JWT, one hour by the cell's clock) of a seeded person or client. Throws when nobody is called so. */
  tokenFor(id: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the cell's OpenID provider on the loopback, on the cell's clock. Keys, and the port unless given, are kept in
 * `dataFolder`: tokens outlive a restart, sign-ins in browsers do not.
 */
export async function startIdentity(options: z.input<typeof identitySettings> & { clock: Pick<LocalClock, 'shared'> }): Promise<LocalIdentity> {
  const { clock, ...settings } = options;
  const worker = await startShiftedWorker(new URL('identity.worker.ts', import.meta.url), clock, identitySettings.parse(settings));
  const issuer = z.url().parse(worker.ready);
  return { issuer, tokenFor: (id) => requestToken(issuer, id), stop: () => worker.stop() };
}
