import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { type AnyContract, type Operation, VERSION_PREFIX } from '#tools/openapi/operation';

const FUNCTIONS = join(import.meta.dirname, '../../functions');

// A contract is known by its route; all the rest of it the compiler has checked where it was written.
const contractModule = z.object({ contract: z.custom<AnyContract>((value) => z.object({ route: z.string() }).safeParse(value).success) });

/** The contracts of all operations below `/v1`, by their path and method; pages beside the API are no operations of it. */
export async function collectOperations(): Promise<Operation[]> {
  const files = globSync('*/*/contract.ts', { cwd: FUNCTIONS }).toSorted();
  const operations = await Promise.all(files.map(readOperation));
  return operations.filter((operation) => operation !== undefined).toSorted(byPathAndMethod);
}

async function readOperation(file: string): Promise<Operation | undefined> {
  const { contract } = contractModule.parse(await import(pathToFileURL(join(FUNCTIONS, file)).href));
  const [method = '', path = ''] = contract.route.split(' ');
  if (!path.startsWith(`${VERSION_PREFIX}/`)) return undefined;
  const [area = '', name = ''] = dirname(file).split('/');
  return { id: camelCase(name), area, method: method.toLowerCase(), path: path.slice(VERSION_PREFIX.length), contract };
}

function byPathAndMethod(left: Operation, right: Operation): number {
  return compare(left.path, right.path) || compare(left.method, right.method);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function camelCase(kebab: string): string {
  return kebab.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
