import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface DeclaredRoute {
  /** `<area>/<verb-noun>` */
  readonly name: string;
  readonly route: string;
  readonly access: 'public' | 'signed-in';
}

/** What each HTTP function says of itself, in its contract or its handler: by that it asks who calls, or does not. */
export function declaredRoutes(root: string): DeclaredRoute[] {
  return globSync('*/*/handler.ts', { cwd: join(root, 'functions') })
    .map((path) => dirname(path))
    .filter((name) => readFileSync(join(root, 'functions', name, 'handler.ts'), 'utf8').includes('httpHandler('))
    .map((name) => declaration(root, name));
}

function declaration(root: string, name: string): DeclaredRoute {
  const files = ['contract.ts', 'handler.ts'].map((file) => join(root, 'functions', name, file)).filter((file) => existsSync(file));
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const routes = [...source.matchAll(/\broute: '([A-Z]+ \/v1\/[^']*)'/g)].map(([, route]) => route ?? '');
  const accesses = [...source.matchAll(/\baccess: '(public|signed-in)'/g)].map(([, access]) => access);
  const [route] = routes;
  if (routes.length !== 1 || accesses.length !== 1 || route === undefined) throw new Error(`functions/${name} does not declare one route with one access.`);
  return { name, route, access: accesses[0] === 'public' ? 'public' : 'signed-in' };
}
