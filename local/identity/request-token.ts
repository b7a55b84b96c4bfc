import { z } from 'zod';
import { LOCAL_SIGN_IN_CLIENT, LOCAL_SIGN_IN_GRANT } from './identity-settings.ts';

const tokenAnswer = z.union([z.object({ access_token: z.string() }), z.object({ error: z.string(), error_description: z.string().optional() })]);

/** A fresh access token for the person or system called `id`, by the local sign-in grant. Throws with the provider's words. */
export async function requestToken(issuer: string, id: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: LOCAL_SIGN_IN_GRANT, client_id: LOCAL_SIGN_IN_CLIENT, username: id });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body });
  const answer = tokenAnswer.parse(await response.json());
  if ('error' in answer) throw new Error(answer.error_description ?? answer.error);
  return answer.access_token;
}
