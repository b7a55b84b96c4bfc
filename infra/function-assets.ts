import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The letters of every document that is drawn, with the licence of those who drew them. */
const FONTS = [
  '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
  '@expo-google-fonts/tinos/LICENSE_FONT',
];

/** Files that lie beside a function's bundle, under their own names; `docs/` and `web/` are ours, the rest comes from packages with their licences. */
const ASSETS: Readonly<Record<string, readonly string[]>> = {
  'documents/draft-document': FONTS,
  'documents/sign-document': FONTS,
  'steps/draft-apology': FONTS,
  'forms/read-form': FONTS,
  'forms/read-sealed-form': FONTS,
  'forms/read-register': FONTS,
  'forms/preview-template': FONTS,
  'api-description/read-openapi': ['docs/openapi.json'],
  'api-description/read-reference': [
    'docs/reference/start-reference.js',
    'swagger-ui-dist/swagger-ui.css',
    'swagger-ui-dist/swagger-ui-bundle.js',
    'swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui-dist/NOTICE',
  ],
  'log/show-verifier': ['web/verify/index.html'],
  'api-description/read-problems': ['docs/problems.json'],
  'api-description/answer-unknown-address': ['docs/openapi.json'],
};

/** Paths of the files a function wants beside it. */
export function assetsOf(functionName: string): string[] {
  const { resolve } = createRequire(import.meta.url);
  return (ASSETS[functionName] ?? []).map((path) => (/^(docs|web)\//.test(path) ? join(root, path) : resolve(path)));
}
