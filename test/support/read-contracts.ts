import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { HttpContract } from '#functions/platform/http-contract';
import type { Access } from '#functions/platform/http-request';

const root = join(import.meta.dirname, '../..');

/** A contract of which only the parts common to all are known. */
export type AnyContract = HttpContract<Access, boolean, unknown, unknown, unknown>;

const contractModule = z.object({ contract: z.custom<AnyContract>((read) => typeof read === 'object' && read !== null && 'route' in read && 'answers' in read) });

/** The contract of every HTTP function, with its folder, `functions/intake/create-dossier`. No function is started. */
export async function readContracts(): Promise<{ readonly folder: string; readonly contract: AnyContract }[]> {
  const paths = globSync('functions/*/*/contract.ts', { cwd: root }).toSorted();
  return Promise.all(
    paths.map(async (path) => {
      const read: unknown = await import(pathToFileURL(join(root, path)).href);
      return { folder: dirname(path), contract: contractModule.parse(read).contract };
    }),
  );
}
