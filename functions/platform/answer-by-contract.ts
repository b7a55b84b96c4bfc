import type * as z from 'zod';
import type { HttpAnswer } from '#functions/platform/http-answer';
import { jsonPointer } from '#functions/platform/json-pointer';

/** The bodies of a contract's answers by status; null for an answer without one. */
type Answers = Readonly<Record<number, z.ZodType | null>>;

const MAX_FAULTS_TOLD = 20;

/** An answer that its contract does not know: a fault of ours. The message names places and rules, never a value. */
export class AnswerOutsideContract extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'AnswerOutsideContract';
  }
}

/**
 * The answer as its contract knows it, so that nothing leaves which is not described; an answer given again under the
 * same key is parsed again, since a first one that failed here was kept all the same.
 * @throws AnswerOutsideContract
 */
export function answerByContract(answers: Answers, answer: HttpAnswer): HttpAnswer {
  const schema = answers[answer.status];
  if (schema === undefined) throw new AnswerOutsideContract(`${String(answer.status)} is no answer of this operation`);
  // A page or a file is no JSON of ours.
  if (answer.raw !== undefined) return answer;
  if (schema === null) {
    if (answer.body === undefined) return answer;
    throw new AnswerOutsideContract(`${String(answer.status)} has no body`);
  }
  const read = schema.safeParse(answer.body);
  if (!read.success) throw new AnswerOutsideContract(faultsOf(read.error.issues));
  return { ...answer, body: read.data };
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): string {
  return issues
    .flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map((path) => `${jsonPointer(path)} ${issue.code}`))
    .slice(0, MAX_FAULTS_TOLD)
    .join(', ');
}
