import * as z from 'zod';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpCall } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';

/** A path of the API as a pattern, with the methods it takes. */
interface KnownAddress {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

const paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** The addresses that the API's description knows, below `/v1`. */
export function knownAddresses(document: unknown): readonly KnownAddress[] {
  return Object.entries(paths.parse(document).paths).map(([path, methods]) => ({
    pattern: new RegExp(`^/v1${path.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    methods: Object.keys(methods).map((method) => method.toUpperCase()).toSorted(),
  }));
}

/**
 * Whatever no route knows. What exists under another method is told so: the addresses are no secret, the description shows them.
 * @throws EdgeProblem always: method-not-allowed with the methods there are, else address-not-found
 */
export function answerUnknownAddress(known: readonly KnownAddress[], { address }: HttpCall): Promise<HttpAnswer> {
  const methods = known.filter(({ pattern }) => pattern.test(address)).flatMap((each) => each.methods);
  if (methods.length === 0) throw new EdgeProblem('address-not-found');
  throw new EdgeProblem('method-not-allowed', [{ pointer: '/method', problem: `one of ${methods.join(', ')}` }], { headers: { allow: methods.join(', ') } });
}
