import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { limitsOf } from '#domain/procedures/paper-limits';

// A process of its own: looks into one file through the bundle of papers/inspect-paper and tells how long it took and what it held.
const [folder = '', path = '', url = '', sha256 = ''] = process.argv.slice(2);
const { handler } = z.object({ handler: z.custom<(order: unknown, context: unknown) => Promise<unknown>>((value) => typeof value === 'function') }).parse(await import(join(folder, 'index.mjs')));
const { size: sizeBytes } = await stat(path);
const heldBefore = peakKilobytes();
const began = performance.now();
const found = z
  .object({ reasons: z.array(z.string()), pages: z.number() })
  .parse(await handler({ url, sizeBytes, sha256, contentType: 'application/pdf', allowedTypes: ['application/pdf'], limits: limitsOf(undefined) }, {}));
const milliseconds = performance.now() - began;
if (found.reasons.length > 0) throw new Error(found.reasons.join());
process.stdout.write(`\n${JSON.stringify({ milliseconds, pages: found.pages, beforeKilobytes: heldBefore, peakKilobytes: peakKilobytes() })}`);

/** Of this program alone: what getrusage tells begins with what the parent held. */
function peakKilobytes(): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
