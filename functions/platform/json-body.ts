import { jsonPointer } from '#functions/platform/json-pointer';
import type { EdgeProblemCode } from '#functions/platform/problem-catalogue';
import { EdgeProblem, type FieldFaults } from '#functions/platform/problem';

/** 256 KB: an application form is a few KB, and papers do not come this way. */
const MAX_BODY_BYTES = 256 * 1024;
const MAX_DEPTH = 32;
const MAX_FAULTS_TOLD = 20;
// Control characters except tab and line feed, and halves of surrogate pairs.
const FORBIDDEN = /(?![\t\n])\p{Cc}|\p{Cs}/u;

export interface RawBody {
  readonly contentType: string | undefined;
  readonly text: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** How much a route takes, and how it refuses more: what to do instead differs. */
export interface BodyLimit {
  readonly maxBytes: number;
  readonly tooLarge: EdgeProblemCode;
}

const USUAL_LIMIT: BodyLimit = { maxBytes: MAX_BODY_BYTES, tooLarge: 'payload-too-large' };

/**
 * The JSON value of a request's body, or undefined when there is none.
 * @throws EdgeProblem unsupported-media-type, payload-too-large or what the limit says, malformed-json, nested-too-deep or control-character
 */
export function readJsonBody(raw: RawBody, { maxBytes, tooLarge }: BodyLimit = USUAL_LIMIT): unknown {
  if (raw.text === undefined || raw.text === '') return undefined;
  if (!isJson(raw.contentType)) throw new EdgeProblem('unsupported-media-type');
  const bytes = Buffer.from(raw.text, raw.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maxBytes) throw new EdgeProblem(tooLarge);
  const value = parseJson(bytes);
  inspect(value);
  return value;
}

function isJson(contentType = ''): boolean {
  const [mediaType = '', ...parameters] = contentType.toLowerCase().split(';').map((part) => part.trim());
  return mediaType === 'application/json' && parameters.every((parameter) => /^charset="?utf-8"?$/.test(parameter));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new EdgeProblem('malformed-json');
  }
}

interface Visit {
  readonly value: unknown;
  readonly path: readonly string[];
}

// Walks with a list of its own instead of recursion: 256 KB of "[" must not exhaust the stack.
function inspect(root: unknown): void {
  const faults: FieldFaults[number][] = [];
  const left: Visit[] = [{ value: root, path: [] }];
  for (let visit = left.pop(); visit !== undefined && faults.length < MAX_FAULTS_TOLD; visit = left.pop()) {
    const { value, path } = visit;
    if (typeof value === 'string' && FORBIDDEN.test(value)) faults.push({ pointer: jsonPointer(path), problem: 'contains control characters' });
    for (const member of membersOf(visit)) {
      if (FORBIDDEN.test(member.path.at(-1) ?? '')) faults.push({ pointer: jsonPointer(path), problem: 'a member name contains control characters' });
      left.push(member);
    }
  }
  if (faults.length > 0) throw new EdgeProblem('control-character', faults.slice(0, MAX_FAULTS_TOLD));
}

function membersOf({ value, path }: Visit): Visit[] {
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= MAX_DEPTH) throw new EdgeProblem('nested-too-deep', [{ pointer: jsonPointer(path), problem: `deeper than ${String(MAX_DEPTH)} levels` }]);
  return Object.entries(value).map(([key, member]): Visit => ({ value: member, path: [...path, key] }));
}
