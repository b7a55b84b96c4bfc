import { realpathSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * A bundle finds no packages beside it in Lambda. Here it lies below the repository, whose own packages would be found:
 * what esbuild left out of a bundle would work here alone. Code of the bundle may load files of its folder and what Node brings, no more.
 */
export function confineImports(taskRoot: string): void {
  const own = pathToFileURL(`${realpathSync(taskRoot)}/`).href;
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const isOwnCode = context.parentURL?.startsWith(own) === true;
      if (isOwnCode && isPackage(specifier)) throw Object.assign(new Error(`Cannot find package '${specifier}' imported from ${String(context.parentURL)}`), { code: 'ERR_MODULE_NOT_FOUND' });
      return nextResolve(specifier, context);
    },
  });
}

function isPackage(specifier: string): boolean {
  return !isBuiltin(specifier) && !/^(?:\.{0,2}\/|[a-z]+:)/.test(specifier);
}
