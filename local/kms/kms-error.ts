import { z } from 'zod';

/** An error as KMS names it. */
export class KmsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** @throws KmsError `ValidationException` */
export function readInput<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const read = schema.safeParse(body);
  if (!read.success) throw new KmsError('ValidationException', z.prettifyError(read.error));
  return read.data;
}
