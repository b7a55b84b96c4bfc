import * as z from 'zod';
import { DomainError } from '#domain/kernel/domain-error';

/** What a log may say of an error: the frames tell where; a message may quote what somebody typed. */
export interface ErrorReport {
  readonly errorName: string;
  readonly errorMessage?: string;
  readonly errorFrames?: string;
}

// Messages written by the runtime about our own code, by our own configuration and contracts, or by the SDK about a call; none quotes input.
const SAFE_MESSAGES: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'EnvironmentIncomplete', 'AnswerOutsideContract']);
const sdkError = z.object({ $metadata: z.object({}) });
const FRAME = /^\s+at /;

/** Describes any thrown thing without what it might quote (a SyntaxError of JSON quotes the body). */
export function reportError(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { errorName: typeof error };
  if (error instanceof DomainError) return { errorName: error.details.code, errorMessage: error.details.kind };
  const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line));
  const isSafe = SAFE_MESSAGES.has(error.name) || sdkError.safeParse(error).success;
  return { errorName: error.name, ...(isSafe ? { errorMessage: error.message } : {}), errorFrames: frames.join('\n') };
}
