import { copyFileSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { buildSync, type Metafile, type OutputFile } from 'esbuild';
import { assetsOf } from '#infra/function-assets';

export interface BundleRequest {
  /** The folder that holds the functions, each in `<area>/<verb-noun>/handler.ts`. */
  readonly sourceRoot: string;
  /** Emptied first; each function gets its own folder in it. */
  readonly outDirectory: string;
}

/** How large the bundle of each function is, in bytes, by its folder; the bars are in design §6. */
export type BundleSizes = Readonly<Record<string, BundleSize>>;
interface BundleSize {
  readonly codeBytes: number;
  /** Whether the Cedar engine, 4.3 MB of wasm, lies beside it. */
  readonly hasPolicyEngine: boolean;
}

const CEDAR_WASM = 'cedar_wasm_bg.wasm';
// CommonJS packages inside an ES module look for these two; a bundle without such a package does not get them.
const COMMONJS_NAMES = 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url),__dirname=import.meta.dirname;\n';

/**
 * Bundles every function in one esbuild run: ES modules for Node 24, minified, the SDK inside, and the Cedar
 * engine's wasm beside each function that authorises.
 * @throws Error with what esbuild refuses
 */
export function bundleFunctions({ sourceRoot, outDirectory }: BundleRequest): BundleSizes {
  const names = globSync('*/*/handler.ts', { cwd: sourceRoot }).map((path) => dirname(path)).toSorted();
  rmSync(outDirectory, { recursive: true, force: true });
  const { metafile, outputFiles } = buildSync({
    entryPoints: names.map((name) => ({ in: join(sourceRoot, name, 'handler.ts'), out: `${name}/index` })),
    outdir: outDirectory,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: dirname(sourceRoot),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    loader: { '.cedar': 'text' },
    alias: {
      '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environment-credentials.ts'),
      'brotli/decompress.js': join(import.meta.dirname, 'brotli-of-node.mjs'),
    },
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(names.map((name) => [name, writeBundle(name, { metafile, outputFiles, outDirectory })]));
}

interface Built {
  readonly metafile: Metafile;
  readonly outputFiles: readonly OutputFile[];
  readonly outDirectory: string;
}

function writeBundle(name: string, { metafile, outputFiles, outDirectory }: Built): BundleSize {
  const path = `/${name}/index.mjs`;
  const file = outputFiles.find((candidate) => candidate.path.endsWith(path));
  const [, about] = Object.entries(metafile.outputs).find(([output]) => output.endsWith(path)) ?? [];
  if (file === undefined || about === undefined) throw new Error(`esbuild left no bundle for ${name}.`);
  const needsCommonJs = about.imports.some(({ kind }) => kind === 'require-call') || file.text.includes('__dirname');
  const hasPolicyEngine = Object.keys(about.inputs).some((input) => input.includes('@cedar-policy/cedar-wasm'));
  const folder = join(outDirectory, name);
  mkdirSync(folder, { recursive: true });
  const code = needsCommonJs ? COMMONJS_NAMES + file.text : file.text;
  writeFileSync(join(folder, 'index.mjs'), code);
  for (const asset of assetsOf(name)) copyFileSync(asset, join(folder, basename(asset)));
  if (hasPolicyEngine) copyFileSync(cedarWasmPath(), join(folder, CEDAR_WASM));
  return { codeBytes: Buffer.byteLength(code), hasPolicyEngine };
}

function cedarWasmPath(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs')), CEDAR_WASM);
}
