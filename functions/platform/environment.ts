import type * as z from 'zod';

/** The deployment forgot a variable or gave it a wrong value; the function cannot start. */
class EnvironmentIncomplete extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'EnvironmentIncomplete';
  }
}

/**
 * Reads a function's variables by its `environmentSchema`.
 * @throws EnvironmentIncomplete naming each variable at fault and what is wrong with it, never its value
 */
export function readEnvironment<Schema extends z.ZodType>(schema: Schema, variables: NodeJS.ProcessEnv = process.env): z.infer<Schema> {
  const read = schema.safeParse(variables);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`);
  throw new EnvironmentIncomplete(`The function's environment is not complete: ${faults.join(', ')}.`);
}
