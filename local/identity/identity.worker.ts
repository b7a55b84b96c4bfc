import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { listenLocally } from '../servers/listen-locally.ts';
import { enterShiftedWorker } from '../clock/shifted-worker.ts';
import { createProvider } from './create-provider.ts';
import { identityKeys } from './identity-keys.ts';
import { identitySettings } from './identity-settings.ts';
import { signInPage } from './sign-in-page.ts';

const savedPort = z.object({ port: z.int().positive() });

await enterShiftedWorker(async (given) => {
  const settings = identitySettings.parse(given);
  const keys = identityKeys(settings.dataFolder);
  const server = createServer();
  const port = await listen(server, settings.port, join(settings.dataFolder, 'port.json'));
  // The issuer is the address, so the provider can only be made once the port is known.
  const issuer = `http://127.0.0.1:${port}`;
  const provider = createProvider(issuer, settings, keys);
  provider.on('server_error', (_, error) => console.error('identity provider:', error));
  const answer = provider.callback();
  const signIn = signInPage(provider, settings.people);
  server.on('request', (request, response) => void (request.url?.startsWith('/sign-in/') === true ? signIn(request, response) : answer(request, response)));
  return issuer;
});

/** Without a wish takes the port of last time, so that the issuer in earlier tokens stays the same. */
async function listen(server: Server, wish: number | undefined, portFile: string): Promise<number> {
  const last = existsSync(portFile) ? savedPort.parse(JSON.parse(readFileSync(portFile, 'utf8'))).port : 0;
  const port = await listenLocally(server, wish ?? last).catch((error: unknown) => {
    if (wish !== undefined) throw error;
    return listenLocally(server, 0);
  });
  // A kill may not leave half a file behind: the next start could not read it.
  writeFileSync(`${portFile}.new`, JSON.stringify({ port }));
  renameSync(`${portFile}.new`, portFile);
  return port;
}
