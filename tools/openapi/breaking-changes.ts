import { createRequire } from 'node:module';
import * as z from 'zod';

// The package names its ES module in a way Node does not follow; its CommonJS is the same.
const library: unknown = createRequire(import.meta.url)('api-smart-diff');

const difference = z.object({
  action: z.enum(['add', 'remove', 'replace', 'rename']),
  path: z.array(z.union([z.string(), z.number()])),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  type: z.enum(['breaking', 'non-breaking', 'annotation', 'unclassified', 'deprecated']),
});
type Difference = z.infer<typeof difference>;

const comparer = z.object({ apiCompare: z.function({ input: [z.unknown(), z.unknown()], output: z.object({ diffs: z.array(difference) }) }) });
const versioned = z.looseObject({ info: z.looseObject({ version: z.string() }) });

/**
 * What in a description would break a caller of the one before it, a sentence each. The library finds and sorts the
 * differences; where its verdict is not ours (`verdicts`), ours counts. See docs/decisions/027.
 */
export function breakingChanges(before: unknown, after: unknown): string[] {
  const { diffs } = comparer.parse(library).apiCompare(before, after);
  const breaking = diffs.filter(({ path }) => path[0] === 'paths').filter(isBreaking);
  return [...new Set(breaking.map(({ action, path }) => `${WORDS[action]}: ${path.slice(1).join(' ')}`))];
}

const WORDS = { add: 'demanded or ruled out anew', remove: 'taken away', replace: 'changed', rename: 'renamed' } as const;

/** Breaking changes that the version does not own up to by a higher first number. */
export function unannouncedChanges(before: unknown, after: unknown): string[] {
  return major(after) > major(before) ? [] : breakingChanges(before, after);
}

function major(document: unknown): number {
  return Number(versioned.parse(document).info.version.split('.')[0]);
}

function isBreaking(change: Difference): boolean {
  const own = VERDICTS.find((verdict) => verdict.applies(change));
  return own === undefined ? change.type === 'breaking' : own.breaks;
}

interface Verdict {
  readonly breaks: boolean;
  applies(change: Difference): boolean;
}

const VERDICTS: readonly Verdict[] = [
  // Answers may gain words and kinds: callers are told to pass over what they do not know.
  { breaks: false, applies: (change) => isAnswer(change) && change.action === 'add' && isChoice(change) },
  // Our bodies and queries are strict: a member that was taken is now refused.
  { breaks: true, applies: (change) => !isAnswer(change) && change.action === 'remove' && isMember(change) },
  // Also within alternatives, where the library takes a loss for a relief.
  { breaks: true, applies: (change) => isAnswer(change) && change.action === 'remove' && (isMember(change) || parent(change) === 'required') },
  { breaks: true, applies: (change) => !isAnswer(change) && change.action === 'add' && parent(change) === 'required' },
  { breaks: true, applies: (change) => change.path.at(-1) === 'type' && change.action === 'replace' && !isRelief(change) },
];

function isAnswer({ path }: Difference): boolean {
  return path[3] === 'responses';
}

function parent({ path }: Difference): string | number | undefined {
  return path.at(-2);
}

function isChoice(change: Difference): boolean {
  return ['enum', 'anyOf', 'oneOf'].includes(String(parent(change)));
}

function isMember(change: Difference): boolean {
  return parent(change) === 'properties';
}

/** A type of an answer may become narrower, one of a request wider. */
function isRelief(change: Difference): boolean {
  const [before, after] = [kinds(change.before), kinds(change.after)];
  return isAnswer(change) ? after.every((kind) => before.includes(kind)) : before.every((kind) => after.includes(kind));
}

function kinds(type: unknown): unknown[] {
  return Array.isArray(type) ? type : [type];
}
