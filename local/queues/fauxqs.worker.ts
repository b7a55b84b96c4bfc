import { buildApp } from 'fauxqs';
import { z } from 'zod';
import { enterShiftedWorker } from '../clock/shifted-worker.ts';

const settings = z.object({ region: z.string(), port: z.int().nonnegative() });

await enterShiftedWorker(async (given) => {
  const { region, port } = settings.parse(given);
  const app = buildApp({ logger: false, defaultRegion: region });
  // Not fauxqs's own start: that one listens on every interface of the machine.
  return await app.listen({ port, host: '127.0.0.1' });
});
