import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildDocument } from '#tools/openapi/build-document';
import { collectOperations } from '#tools/openapi/collect-operations';
import { readProblemPages } from '#tools/openapi/read-problem-pages';

const ROOT = join(import.meta.dirname, '../..');

/** What is written from the contracts and from `docs/problems.md`, by its path in the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export const DOCUMENT_PATH = 'docs/openapi.json';
/** What was last released; a change that would break its callers asks for a new major version. */
export const RELEASED_PATH = 'docs/openapi.released.json';

/** The description of the API and the catalogue of problems as the sources say it now; two runs give the same text. */
export async function describeApi(): Promise<readonly [GeneratedFile, GeneratedFile]> {
  const pages = readProblemPages(readFileSync(join(ROOT, 'docs/problems.md'), 'utf8'));
  const document = buildDocument(await collectOperations(), pages);
  return [
    { path: DOCUMENT_PATH, text: asText(document) },
    { path: 'docs/problems.json', text: asText(pages) },
  ];
}

/** The types of the TypeScript client, by openapi-typescript, which lives with the client and its own compiler. */
export function describeClient(document: GeneratedFile): GeneratedFile {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-client-'));
  const [source, target] = [join(folder, 'openapi.json'), join(folder, 'api.ts')];
  try {
    writeFileSync(source, withFreeKeys(document.text));
    const library = createRequire(join(ROOT, 'clients/typescript/package.json')).resolve('openapi-typescript/package.json');
    execFileSync(process.execPath, [join(dirname(library), 'bin/cli.js'), source, '--output', target, '--immutable'], { stdio: ['ignore', 'ignore', 'inherit'] });
    return { path: 'clients/typescript/src/api.ts', text: readFileSync(target, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The client gives each write a key of its own, so that its caller need not. */
function withFreeKeys(document: string): string {
  const free = document.replace('"name": "Idempotency-Key",\n        "required": true,', '"name": "Idempotency-Key",\n        "required": false,');
  if (free === document) throw new Error('The description has no Idempotency-Key where it is looked for.');
  return free;
}

export function pathInRepository(path: string): string {
  return join(ROOT, path);
}

function asText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
