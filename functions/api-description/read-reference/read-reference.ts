import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';

/** A file of the page as it is sent: always packed, which every browser of the last twenty years reads. */
interface ServedFile {
  readonly contentType: string;
  readonly packed: Buffer;
  /** Part of its address, so that a browser may keep it for good. */
  readonly edition: string;
}
export type ServedFiles = ReadonlyMap<string, ServedFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** Makes the page's files ready to be sent. */
export function serveFiles(names: readonly string[], read: (name: string) => Buffer): ServedFiles {
  return new Map(names.map((name) => {
    const bytes = read(name);
    const contentType = CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return [name, { contentType, packed: gzipSync(bytes), edition: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }];
  }));
}

/**
 * The reference page, or a file of it. Scripts come from this origin only; the page's own library sets styles in place.
 * @throws EdgeProblem address-not-found for a file that is none of the page's
 */
export function readReference(files: ServedFiles, { path }: HttpRequest<'public', false, undefined, { file?: string | undefined }>): Promise<HttpAnswer> {
  return Promise.resolve(path.file === undefined ? page(files) : file(files.get(path.file)));
}

function file(found: ServedFile | undefined): HttpAnswer {
  if (found === undefined) throw new EdgeProblem('address-not-found');
  return {
    status: 200,
    raw: { contentType: found.contentType, content: found.packed },
    headers: { 'content-encoding': 'gzip', 'cache-control': 'public, max-age=31536000, immutable' },
  };
}

const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

function page(files: ServedFiles): HttpAnswer {
  const address = (name: string) => `/docs/${name}?edition=${files.get(name)?.edition ?? ''}`;
  const content = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Một Cửa API</title>
<link rel="stylesheet" href="${address('swagger-ui.css')}">
</head>
<body>
<div id="reference"><p>The reference of the API needs JavaScript; the same is in <a href="/openapi.json">/openapi.json</a>, refusals are explained at <a href="/problems">/problems</a>.</p></div>
<script src="${address('swagger-ui-bundle.js')}"></script>
<script src="${address('start-reference.js')}"></script>
</body>
</html>
`;
  return { status: 200, raw: { contentType: 'text/html; charset=utf-8', content }, headers: { 'content-security-policy': POLICY, 'cache-control': 'no-cache' } };
}
