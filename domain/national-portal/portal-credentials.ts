import * as z from 'zod';

/** What the portal has given the cell to log in with; kept sealed as the secret of its subscription. */
export const portalCredentials = z.object({ userName: z.string().min(1).max(200), password: z.string().min(1).max(500) }).strict();
export type PortalCredentials = z.infer<typeof portalCredentials>;

/** The text that is sealed. */
export function writeCredentials(credentials: PortalCredentials): string {
  return JSON.stringify(portalCredentials.parse(credentials));
}

/** The credentials of an opened secret; nothing when it holds none, as a secret for signatures does. */
export function readCredentials(opened: string): PortalCredentials | undefined {
  try {
    return portalCredentials.safeParse(JSON.parse(opened)).data;
  } catch {
    return undefined;
  }
}
