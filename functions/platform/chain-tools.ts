import { createHash, randomBytes } from 'node:crypto';
import type { ChainTools } from '#domain/dossiers/event-chain';

const SALT_BYTES = 16;

/** SHA-256 and salts of the runtime, for the chain of events. */
export const chainTools: ChainTools = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  newSalt: () => randomBytes(SALT_BYTES).toString('hex'),
};
