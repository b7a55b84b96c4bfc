import * as z from 'zod';

const sentence = z.string().max(2000);

/** Problem details as every refusal has them (RFC 9457), with our own members. */
export const problemSchema = z
  .strictObject({
    type: z.url().max(200).meta({ description: 'Which kind of refusal; a page of this address says what to mend.' }),
    title: z.string().max(200),
    status: z.int().min(400).max(599).meta({ format: 'int32' }),
    detail: sentence.meta({ description: 'What to mend, in the language of the answer.' }),
    instance: z.string().max(64).meta({ description: 'The correlation id; quote it to the desk.' }),
    mend: z.strictObject({ vi: sentence, en: sentence }).meta({ description: 'What to mend, in both languages.' }),
    fields: z
      .array(z.strictObject({ pointer: z.string().max(500), problem: z.string().max(1000) }))
      .max(100)
      .meta({ description: 'What is at fault, as JSON pointers into what was sent; never the value itself.' }),
    changes: z
      .array(z.strictObject({ seq: z.int().min(1).max(999_999_999).meta({ format: 'int32' }), type: z.string().max(60), at: z.iso.datetime().max(40) }))
      .max(20)
      .optional()
      .meta({ description: 'With stale-version: what happened since the version you named, oldest first.' }),
  })
  .meta({ id: 'Problem', description: 'Why a call was refused, and what to mend (RFC 9457).' });

/** What API Gateway itself says before any function of ours runs. */
export const gatewayMessageSchema = z
  .strictObject({ message: z.string().max(500) })
  .meta({ id: 'GatewayMessage', description: 'An answer of the gateway itself, before any function of ours ran.' });

/** Statuses the gateway may answer by itself: a token refused, a body too large, its own limit, a function that failed or took too long. */
export const GATEWAY_STATUSES: readonly number[] = [401, 403, 413, 429, 500, 503];
