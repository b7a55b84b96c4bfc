import { createHash } from 'node:crypto';
import type { StatementKey } from '#domain/documents/statement';
import type { HttpAnswer } from '#functions/platform/http-answer';
import { publishedKeys, type PublishedKeysTools } from '#functions/platform/published-keys';

interface Dependencies extends PublishedKeysTools {
  readonly page: string;
}

/** For anybody: the page that checks statements, with the published keys in it. */
export async function showVerifier(tools: Dependencies): Promise<HttpAnswer> {
  const { html, policy } = publishVerifier(tools.page, await publishedKeys(tools));
  const headers = { 'content-security-policy': `${policy}; frame-ancestors 'none'`, 'permissions-policy': 'camera=(self)', 'cache-control': 'public, max-age=300' };
  return { status: 200, raw: { contentType: 'text/html; charset=utf-8', content: html }, headers };
}

const KEYS = /(<script type="application\/json" id="published-keys">)[^<]*(<\/script>)/;

/**
 * The page as it is published: its keys in it, and a policy that also a saved copy carries. It lets run what we wrote, by its
 * hash, and nothing be fetched or sent: whoever reads the policy need not believe us that the page calls nobody.
 */
export function publishVerifier(page: string, keys: readonly StatementKey[]): { readonly html: string; readonly policy: string } {
  const scripts = [...page.matchAll(/<script id="[a-z]+">([^]*?)<\/script>/g)].map(([, text = '']) => hashSource(text));
  const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text = '']) => hashSource(text));
  const policy = ["default-src 'none'", `script-src ${scripts.join(' ')}`, `style-src ${styles.join(' ')}`, "connect-src 'none'", 'media-src blob: mediastream:', "base-uri 'none'", "form-action 'none'"].join('; ');
  const html = page
    .replace(KEYS, (_all, opening: string, closing: string) => `${opening}${JSON.stringify({ keys }).replaceAll('<', String.raw`\u003c`)}${closing}`)
    .replace('<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  return { html, policy };
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
