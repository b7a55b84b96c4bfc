// A cell in a process of its own, to be killed. Says "ready" when it is; ends in order when its standard input does.
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { openProvince } from '#local/start/open-province';

const settings = z.object({
  assemblyFolder: z.string(),
  dataFolder: z.string(),
  ports: z.object({ api: z.int(), identity: z.int(), dynamodb: z.int(), s3: z.int(), stepFunctions: z.int(), queues: z.int(), control: z.int() }),
});

/** A short life is better spent on work than on starting each function several times. */
const MAXIMUM_ENVIRONMENTS = 1;

let end = (): void => process.exit(0);
process.stdin.resume().once('end', () => end());
const province = await openProvince({ ...settings.parse(JSON.parse(process.argv[2] ?? '{}')), maximumEnvironments: MAXIMUM_ENVIRONMENTS });
end = () => void province.stop().then(() => process.exit(0));
process.stdout.write('ready\n');
// Else only a process that ends in order would leave it to the next one.
flushCompileCache();
