import { z } from 'zod';

/** How the stub can misbehave until it is told otherwise. */
export const portalFault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  /** Answers every call so. */
  z.strictObject({ kind: z.literal('error'), code: z.string().min(1).max(20), message: z.string().max(500).default('Lỗi hệ thống') }),
  /** Answers with this HTTP status and a page instead of a reply. */
  z.strictObject({ kind: z.literal('status'), status: z.number().int().min(300).max(599) }),
  /** Answers late. */
  z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().int().min(1).max(120_000) }),
  /** Takes the message and hangs up before it has answered. */
  z.strictObject({ kind: z.literal('lost-answer') }),
  /** Hangs up at once. */
  z.strictObject({ kind: z.literal('down') }),
]);
export type PortalFault = z.infer<typeof portalFault>;
