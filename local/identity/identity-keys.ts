import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const savedKeys = z.object({
  signing: z.array(z.looseObject({ kty: z.enum(['RSA', 'EC']), alg: z.string() })),
  cookies: z.array(z.string()),
});
export type IdentityKeys = z.infer<typeof savedKeys>;

/** The private keys kept in `dataFolder`, made on first use, so that tokens stay valid over a restart. */
export function identityKeys(dataFolder: string): IdentityKeys {
  const file = join(dataFolder, 'keys.json');
  if (!existsSync(file)) writePrivately(file, dataFolder);
  return savedKeys.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function writePrivately(file: string, dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const keys = { signing: [{ ...rsa, use: 'sig', alg: 'RS256' }, { ...ec, use: 'sig', alg: 'ES256' }], cookies: [randomBytes(32).toString('base64url')] };
  // A kill may not leave half a key behind.
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
