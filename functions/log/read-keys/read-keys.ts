import type { HttpAnswer } from '#functions/platform/http-answer';
import { publishedKeys, type PublishedKeysTools } from '#functions/platform/published-keys';

/** For anybody: every key a statement was ever signed with. */
export async function readKeys(tools: PublishedKeysTools): Promise<HttpAnswer> {
  return { status: 200, body: { keys: await publishedKeys(tools) }, headers: { 'cache-control': 'public, max-age=300' } };
}
