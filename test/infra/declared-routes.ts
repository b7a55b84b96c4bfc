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
    .flatMap((name) => declarations(root, name));
}

function declarations(root: string, name: string): DeclaredRoute[] {
  const files = ['contract.ts', 'handler.ts'].map((file) => join(root, 'functions', name, file)).filter((file) => existsSync(file));
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const routes = [...source.matchAll(/\broute: '([A-Z]+ \/[^']*|\$default)'/g)].map(([, route]) => route ?? '');
  const accesses = [...source.matchAll(/\baccess: '(public|signed-in)'/g)].map(([, access]) => access);
  const [route] = routes;
  if (routes.length !== 1 || accesses.length !== 1 || route === undefined) throw new Error(`functions/${name} does not declare one first route with one access.`);
  const alsoAt = [...(/\balsoAt: \[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, other]) => other ?? '');
  return [route, ...alsoAt].map((each) => ({ name, route: each, access: accesses[0] === 'public' ? 'public' : 'signed-in' }));
}
