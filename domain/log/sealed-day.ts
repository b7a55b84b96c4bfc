import * as z from 'zod';
import { isoInstant } from '#domain/kernel/instant';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const logDay = z.iso.date().meta({ description: 'A calendar day in Viet Nam.', examples: ['2026-11-26'] });

/** What is signed of a day: the root over all heads noted on it, and the day before it. */
export const dayClaims = z
  .object({
    iss: z.string().max(40),
    iat: z.number().int(),
    kind: z.literal('log-day'),
    day: logDay,
    size: z.number().int().nonnegative(),
    root: hash,
    /** Absent on the first day there is. The hash is that of the whole signed statement, which itself names the day before it. */
    previous: z.object({ day: logDay, root: hash, statementSha256: hash }).strict().exactOptional(),
  })
  .strict();
export type DayClaims = z.infer<typeof dayClaims>;

/** A day of the log that can no longer be changed. */
export const sealedDay = z
  .object({
    day: logDay,
    size: z.number().int().nonnegative().max(1e9).meta({ description: 'How many dossiers something happened to.' }),
    root: hash.meta({ description: 'Root of the Merkle tree (RFC 6962) over the heads of these dossiers.' }),
    statement: z.string().max(4000).meta({ description: 'Compact JWS (ES256) over day, size, root and the day before; the key is at /v1/log/keys.' }),
    sealedAt: isoInstant,
    timestamp: z.string().max(40_000).exactOptional().meta({ description: 'RFC 3161 token (DER, base64) over the SHA-256 of the statement; absent while none was had.' }),
  })
  .strict()
  .meta({ id: 'LogDay', description: 'A day of the log: nothing that happened on it can be changed, left out or added unseen.' });
export type SealedDay = z.infer<typeof sealedDay>;

/** One leaf: where a dossier's chain of events stood when the day ended. */
export interface NotedHead {
  readonly dossierId: string;
  readonly seq: number;
  readonly head: string;
}
