import * as z from 'zod';
import { plainWords } from '#domain/national-portal/portal-text';
import type { CallWire, ReplyMeaning } from '#domain/national-portal/wire-file';

const reply = z.record(z.string(), z.unknown());

/** What the portal's answer means by the wire file; a text that is no reply at all is worth another try. */
export function judgeReply(text: string, { reply: wire }: Pick<CallWire, 'reply'>): ReplyMeaning {
  const said = reply.safeParse(parsed(text));
  const code = said.success ? textAt(said.data, wire.code) : undefined;
  if (!said.success || code === undefined) return 'try-again';
  if (wire.done.includes(code)) return 'done';
  const message = plainWords(textAt(said.data, wire.message) ?? '');
  const known = wire.meanings.find(({ says, codes }) => codes.includes(code) || says.some((words) => message.includes(plainWords(words))));
  return known?.means ?? wire.otherwise;
}

function textAt(said: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = said[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
