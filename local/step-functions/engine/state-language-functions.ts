import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Json } from '../../json/json.ts';
import { parseJson } from '../../json/parse-json.ts';
import { fractionOf } from './run.ts';

const LONGEST_RANGE = 1000;
const formatInstant = jsonata('$fromMillis($instant, $picture, $timezone)');
const ALGORITHMS = new Map([
  ['MD5', 'md5'], ['SHA-1', 'sha1'], ['SHA-256', 'sha256'], ['SHA-384', 'sha384'], ['SHA-512', 'sha512'],
]);

export type JsonataFunctions = Record<string, (...given: never[]) => unknown>;

/**
 * What Step Functions adds to JSONata or changes in it: $partition, $range, $hash, $random, $uuid, $parse,
 * and the clock functions bound to `now` (epoch milliseconds). `drawHex` gives fresh random hex digits.
 */
export function stateLanguageFunctions(now: number, drawHex: () => string): JsonataFunctions {
  return {
    partition,
    range,
    hash: (text: string, algorithm: string) => hash(text, algorithm),
    random: (seed?: number) => fractionOf(seed === undefined ? drawHex() : hash(String(seed), 'SHA-256')),
    uuid: () => uuidFrom(drawHex()),
    parse: (text?: string) => (text === undefined ? undefined : parseJson(text)),
    eval: () => {
      throw new Error('$eval is not supported in Step Functions; use $parse');
    },
    millis: () => now,
    now: (picture?: string, timezone?: string) =>
      picture === undefined ? new Date(now).toISOString() : formatInstant.evaluate(undefined, { instant: now, picture, timezone }),
  };
}

function partition(list: Json[], size: number): Json[][] {
  if (!Array.isArray(list) || !Number.isInteger(size) || size < 1) throw new Error('$partition needs an array and a whole size above zero');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every(Number.isFinite) || step === 0) throw new Error('$range needs three numbers and a step other than zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > LONGEST_RANGE) throw new Error(`$range would make ${length} items; the limit is ${LONGEST_RANGE}`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const known = ALGORITHMS.get(algorithm);
  if (known === undefined) throw new Error(`$hash does not know the algorithm '${algorithm}'`);
  return createHash(known).update(text, 'utf8').digest('hex');
}

function uuidFrom(hex: string): string {
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
