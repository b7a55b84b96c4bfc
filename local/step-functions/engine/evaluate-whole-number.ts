import { LONGEST_SECONDS } from '../definition/state-schemas.ts';
import type { Evaluate } from './evaluate.ts';
import { evaluationFailure, expectType } from './evaluate.ts';
import type { Thread } from './execution.ts';
import type { Json } from '../../json/json.ts';

interface WholeNumberField {
  readonly field: string;
  readonly template: Json | undefined;
  readonly least: number;
  readonly most?: number;
}

/** Evaluates a field that must give a whole number within limits; undefined when the state does not have the field. */
export async function evaluateWholeNumber(thread: Thread, evaluate: Evaluate, wanted: WholeNumberField): Promise<number | undefined> {
  const { field, template, least, most = LONGEST_SECONDS } = wanted;
  if (template === undefined) return undefined;
  const value = await evaluate(field, template);
  expectType(thread, 'integer', { field, template, value });
  if (typeof value !== 'number' || value < least || value > most) {
    throw evaluationFailure(thread, field, `The field '${field}' must be between ${least} and ${most} but was ${JSON.stringify(value)}`);
  }
  return value;
}
