import * as z from 'zod';
import { dossierId } from '#domain/dossiers/parts';
import { sealedDay } from '#domain/log/sealed-day';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.number().int().positive().max(1e9);

/** Everything that is needed to find out, without us, that events stand in the published log as they are told. */
export const shownProof = z
  .object({
    dossierId,
    start: hash.meta({ description: 'What the first event is chained to: SHA-256 of `mot-cua/dossier-events/1`, a line feed and the dossier id.' }),
    events: z
      .array(z.object({ seq, content: hash, hash }).strict())
      .max(20_000)
      .meta({ description: 'Of each event the SHA-256 of its canonical JSON and its link in the chain: SHA-256 of the link before and the content. Those behind `leaf.seq` are not sealed yet.' }),
    leaf: z.object({ dossierId, seq, head: hash }).strict().meta({ description: 'The leaf of the day; its hash is SHA-256 of a zero byte and its canonical JSON (RFC 8785).' }),
    index: z.number().int().nonnegative().max(1e9),
    path: z.array(hash).max(64).meta({ description: 'Audit path of RFC 6962, nearest to the leaf first.' }),
    day: sealedDay,
  })
  .strict()
  .meta({ id: 'LogProof', description: 'That the events of a dossier stand in the log of a sealed day.' });
export type ShownProof = z.infer<typeof shownProof>;
