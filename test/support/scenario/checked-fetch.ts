import { answerCheck } from '#test/support/openapi/check-answer';
import { describedApi } from '#test/support/openapi/described-api';

let check: ReturnType<typeof answerCheck> | undefined;

/** `fetch`, except that an answer which `docs/openapi.json` does not describe fails the test that asked for it. */
export const checkedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  check ??= answerCheck(describedApi());
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  check({ method, url: new URL(response.url), status: response.status, headers: response.headers, text: await response.clone().text() });
  return response;
};
