import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that lies beside the function's bundle (`infra/function-assets.ts`). */
export function readAsset(bundleFolder: string, name: string): Buffer {
  return readFileSync(join(bundleFolder, name));
}
