import { z } from 'zod';

export interface TaskToken {
  readonly executionArn: string;
  readonly taskId: string;
  readonly secret: string;
}

const written = z.tuple([z.string(), z.string(), z.string()]);

/** A token as the outside sees it: opaque, yet enough to find its task without an index. */
export function writeTaskToken({ executionArn, taskId, secret }: TaskToken): string {
  return Buffer.from(JSON.stringify([executionArn, taskId, secret])).toString('base64url');
}

/** Undefined when the text was never a token of ours. */
export function readTaskToken(token: string): TaskToken | undefined {
  try {
    const [executionArn, taskId, secret] = written.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    return { executionArn, taskId, secret };
  } catch {
    return undefined;
  }
}
