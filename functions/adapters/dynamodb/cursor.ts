import * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';

const cursorBody = z.object({ after: z.string().max(400) }).strict();

/**
 * A cursor names a position in a list, never a list: partition keys are rebuilt from who is asking, so a cursor made up
 * or carried over from somebody else leads nowhere but to one's own rows.
 */
export function encodeCursor(after: string): string {
  return Buffer.from(JSON.stringify({ after })).toString('base64url');
}

/** @throws DomainError malformed */
export function decodeCursor(cursor: string): string {
  try {
    return cursorBody.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).after;
  } catch {
    throw malformedCursor();
  }
}

export function malformedCursor(): DomainError {
  return new DomainError({
    kind: 'malformed',
    code: 'cursor-malformed',
    mend: {
      vi: 'Con trỏ trang không hợp lệ; hãy mở lại danh sách từ đầu.',
      en: 'This cursor was not given by this list; start again from the first page.',
    },
  });
}
