import type * as z from 'zod';
import type { Mend } from '#domain/kernel/domain-error';
import type { Access, HttpRoute } from '#functions/platform/http-request';

/** A request that may be sent as it stands; names in braces of the path are given here too. The documents show it, and a test sends it. */
interface HttpExample {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Everything a caller may rely on in one operation: what it takes, what it answers, how it refuses. The handler parses
 * by it and the OpenAPI document is written from it, so that neither can say something else.
 */
export interface HttpContract<A extends Access, Write extends boolean, Body = undefined, Path = undefined, Query = undefined>
  extends HttpRoute<A, Write, Body, Path, Query> {
  /** What it does for the caller, in a few words without a full stop. */
  readonly title: Mend;
  /** What a caller must know beyond the title. */
  readonly description: Mend;
  /** What the documents show of the body where the border takes any object and the use case reads it, after leave was given. */
  readonly shownBody?: z.ZodType;
  /** The body of each answer that is not a refusal, by status; null for one without a body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** Codes of the refusals that belong to this operation; those of tokens, headers and unreadable bodies are known from the rest. */
  readonly problems: readonly string[];
  readonly example: HttpExample;
  /** Its answer says in an ETag which content it is, where there is no `version` to say it. */
  readonly hasContentTag?: boolean;
}

/** Writes a contract down with the types of its parts. */
export function httpContract<A extends Access, Write extends boolean, Body = undefined, Path = undefined, Query = undefined>(
  contract: HttpContract<A, Write, Body, Path, Query>,
): HttpContract<A, Write, Body, Path, Query> {
  return contract;
}
