import { z } from 'zod';
import { S3Error } from './s3-error.ts';

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'content-length-range'; readonly minBytes: number; readonly maxBytes: number };

export interface PostPolicy {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly conditions: readonly Condition[];
}

export interface SizeLimits {
  readonly minBytes: number;
  readonly maxBytes: number;
}

// S3 takes at most 5 GB in one POST.
const largestPostBytes = 5 * 1024 ** 3;

const byteCount = z.coerce.number().int().nonnegative();
const conditionSchema = z.union([
  z.tuple([z.literal('content-length-range'), byteCount, byteCount]).transform(
    ([kind, minBytes, maxBytes]): Condition => ({ kind, minBytes, maxBytes }),
  ),
  z
    .tuple([z.string().toLowerCase().pipe(z.enum(['eq', 'starts-with'])), z.string().startsWith('$'), z.string()])
    .transform(([kind, field, value]): Condition => ({ kind, field: field.slice(1).toLowerCase(), value })),
  z
    .record(z.string(), z.string())
    .refine((simple) => Object.keys(simple).length === 1, 'Simple-Conditions must have exactly one property specified.')
    .transform((simple): Condition => {
      const [[field, value] = ['', '']] = Object.entries(simple);
      return { kind: 'eq', field: field.toLowerCase(), value };
    }),
]);
const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(conditionSchema),
});

/** Reads the base64 policy of a form. Throws InvalidPolicyDocument. */
export function readPostPolicy(base64: string): PostPolicy {
  const read = policySchema.safeParse(parseJson(Buffer.from(base64, 'base64').toString('utf8')));
  if (!read.success) throw new S3Error('InvalidPolicyDocument', `Invalid Policy: ${z.prettifyError(read.error)}`);
  return { expiresAt: Date.parse(read.data.expiration), conditions: read.data.conditions };
}

/** Fields S3 does not ask the policy to cover. */
function isFreeField(name: string): boolean {
  return ['x-amz-signature', 'file', 'policy'].includes(name) || name.startsWith('x-ignore-');
}

/**
 * Holds the form's fields (lower-case names, `bucket` as addressed, `key` as it will be stored) against the policy, both ways:
 * each condition must hold, and each field must have a condition. Throws AccessDenied.
 */
export function refuseOutsidePolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: number): void {
  if (now > policy.expiresAt) throw denied('Policy expired.');
  const covered = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition.kind === 'content-length-range') continue;
    covered.add(condition.field);
    if (!holds(condition, fields.get(condition.field))) {
      throw denied(`Policy Condition failed: ["${condition.kind}", "$${condition.field}", "${condition.value}"]`);
    }
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !isFreeField(name));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

/** The sizes the policy allows; every content-length-range counts. */
export function sizeLimits({ conditions }: PostPolicy): SizeLimits {
  const ranges = conditions.filter((condition) => condition.kind === 'content-length-range');
  return {
    minBytes: Math.max(0, ...ranges.map((range) => range.minBytes)),
    maxBytes: Math.min(largestPostBytes, ...ranges.map((range) => range.maxBytes)),
  };
}

function holds({ kind, field, value }: Exclude<Condition, { kind: 'content-length-range' }>, given: string | undefined): boolean {
  if (given === undefined) return false;
  if (kind === 'eq') return given === value;
  // S3 reads commas in a content type as a list of which each entry must match.
  const entries = field === 'content-type' ? given.split(',').map((entry) => entry.trim()) : [given];
  return entries.every((entry) => entry.startsWith(value));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function denied(reason: string): S3Error {
  return new S3Error('AccessDenied', `Invalid according to Policy: ${reason}`);
}
