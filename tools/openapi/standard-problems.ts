import { EDGE_PROBLEMS, type EdgeProblemCode } from '#functions/platform/problem-catalogue';
import type { ProblemPages } from '#functions/platform/problem-pages';
import type { Operation } from '#tools/openapi/operation';

const OF_BODIES: readonly EdgeProblemCode[] = [
  'body-missing', 'malformed-json', 'nested-too-deep', 'control-character', 'unknown-field', 'missing-field', 'wrong-type', 'invalid-field', 'payload-too-large', 'unsupported-media-type',
];
const OF_WRITES: readonly EdgeProblemCode[] = ['idempotency-key-missing', 'idempotency-key-malformed', 'idempotency-key-reused', 'changed-meanwhile'];
const OF_READS: readonly EdgeProblemCode[] = ['malformed-query'];
const OF_ADDRESSES: readonly EdgeProblemCode[] = ['address-not-found'];
/** Who calls is asked at every door that is not public. */
const OF_CALLERS = edgeCodes((status) => status === 401).concat('token-incomplete');
const OF_ALL: readonly string[] = [...edgeCodes((status) => status === 429), 'malformed-if-match', 'unavailable', 'unexpected-fault'];

function edgeCodes(wanted: (status: number) => boolean): string[] {
  return Object.entries(EDGE_PROBLEMS).flatMap(([code, { status }]) => (wanted(status) ? [code] : []));
}

/** The codes an operation may refuse with, by status: its own, and those that come with how it is called. */
export function problemsByStatus({ contract }: Operation, pages: ProblemPages): Map<number, string[]> {
  const codes = new Set<string>([
    ...contract.problems,
    ...OF_ALL,
    ...(contract.access === 'public' ? [] : OF_CALLERS),
    ...(contract.body === undefined ? [] : OF_BODIES),
    ...(contract.idempotent ? OF_WRITES : OF_READS),
    ...(contract.path === undefined ? [] : OF_ADDRESSES),
  ]);
  const byStatus = new Map<number, string[]>();
  for (const code of [...codes].toSorted()) for (const status of statusesOf(code, pages)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return byStatus;
}

/** Refusals that come with how an operation is called, word for word the same at every door; they are described once. */
const ALIKE: readonly number[] = [401, 413, 415, 429, 500, 503];

/** The statuses described once, with their codes. */
export function alikeEverywhere(pages: ProblemPages): readonly (readonly [status: number, codes: readonly string[]])[] {
  return ALIKE.map((status) => [status, usualCodes(status, pages)]);
}

/** Whether these are all codes of that status, and no more, that any operation of its kind may refuse with. */
export function isAlikeEverywhere(status: number, codes: readonly string[], pages: ProblemPages): boolean {
  return ALIKE.includes(status) && usualCodes(status, pages).join() === codes.join();
}

function usualCodes(status: number, pages: ProblemPages): string[] {
  return [...OF_ALL, ...OF_CALLERS, ...OF_BODIES].filter((code) => statusesOf(code, pages).includes(status)).toSorted();
}

function statusesOf(code: string, pages: ProblemPages): readonly number[] {
  const page = pages[code];
  if (page === undefined) throw new Error(`docs/problems.md has no heading for ${code}.`);
  return page.statuses;
}
