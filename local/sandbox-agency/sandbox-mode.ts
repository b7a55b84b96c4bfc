import { z } from 'zod';

/** What becomes of a genuine message: how its sender is answered, and what is done about the step it tells of. */
interface Behaviour {
  readonly reply: 'take' | 'take-late' | 'fail' | 'refuse' | 'hang-up';
  readonly work: 'once' | 'twice' | 'latest-first' | 'forged' | 'none';
  readonly about: { readonly vi: string; readonly en: string };
}

/** The ways an agency's software goes wrong in the field, by name. */
export const BEHAVIOURS = {
  healthy: { reply: 'take', work: 'once', about: { vi: 'nhận và trả lời từng bước', en: 'takes every message and answers every step once' } },
  slow: { reply: 'take-late', work: 'once', about: { vi: 'trả lời webhook rất chậm', en: 'takes messages only after a delay' } },
  failing: { reply: 'fail', work: 'none', about: { vi: 'luôn báo lỗi 500', en: 'answers 500 and does nothing' } },
  duplicating: { reply: 'take', work: 'twice', about: { vi: 'gửi mỗi câu trả lời nhiều lần', en: 'sends every answer again, under the same key and under another' } },
  'out-of-order': { reply: 'take', work: 'latest-first', about: { vi: 'giữ lại rồi trả lời bước mới nhất trước', en: 'holds steps back and answers the latest first' } },
  refusing: { reply: 'refuse', work: 'none', about: { vi: 'coi chữ ký đúng là sai (401)', en: 'takes every signature for a wrong one and answers 401' } },
  forging: { reply: 'take', work: 'forged', about: { vi: 'gửi câu trả lời với chữ ký sai', en: 'sends its answers to the API with a wrong signature' } },
  silent: { reply: 'take', work: 'none', about: { vi: 'nhận nhưng không bao giờ trả lời bước', en: 'takes every message and never answers a step' } },
  disconnecting: { reply: 'hang-up', work: 'none', about: { vi: 'cắt kết nối giữa chừng', en: 'closes the connection in the middle of its answer' } },
} as const satisfies Readonly<Record<string, Behaviour>>;

export type SandboxMode = keyof typeof BEHAVIOURS;
export type Work = Behaviour['work'];

function isSandboxMode(word: string): word is SandboxMode {
  return Object.hasOwn(BEHAVIOURS, word);
}

/** How an agency of the sandbox behaves; changed at run time by its control page. */
export const conduct = z
  .object({
    mode: z.string().refine(isSandboxMode, { error: `one of ${Object.keys(BEHAVIOURS).join(', ')}` }),
    /** Of `slow`: until it answers a message. Longer than the sender's patience is a time-out. */
    delayMilliseconds: z.coerce.number().int().min(0).max(120_000).default(5000),
    /** How long it "works" on a step, and how long `out-of-order` holds steps back. */
    workMilliseconds: z.coerce.number().int().min(0).max(600_000).default(1500),
  })
  .strict();
export type Conduct = z.infer<typeof conduct>;
