import { expect } from '@jest/globals';
import { z } from 'zod';
import type { RawAnswer } from './raw-call.ts';

const sentence = z.string().min(10);
const problem = z.strictObject({
  type: z.string().startsWith('https://motcua.example/problems/'),
  title: z.string().min(3),
  status: z.number(),
  detail: sentence,
  instance: z.string().min(8),
  mend: z.strictObject({ vi: sentence, en: sentence }),
  fields: z.array(z.strictObject({ pointer: z.string(), problem: z.string().min(3) })),
  changes: z.array(z.strictObject({ seq: z.number(), type: z.string(), at: z.string() })).optional(),
});
export type ReadProblem = z.infer<typeof problem>;

/** The answer is problem details of this status and code, whole, in the language asked for, and can be quoted to the desk. */
export function expectProblem(answer: RawAnswer, expected: { status: number; code: string; language: 'vi' | 'en' }): ReadProblem {
  const { status, code, language } = expected;
  expect({ status: answer.status, type: answer.body['type'] ?? answer.body }).toEqual({ status, type: `https://motcua.example/problems/${code}` });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const read = problem.parse(answer.body);
  expect(read.status).toBe(status);
  expect(read.instance).toBe(answer.headers.get('x-correlation-id'));
  expect(answer.headers.get('content-language')).toBe(language);
  expect(read.detail).toBe(read.mend[language]);
  expect(read.mend.vi).not.toBe(read.mend.en);
  return read;
}
