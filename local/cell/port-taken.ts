import { CellError } from './cell-error.ts';

/** Says what the port was meant for, so that the person knows which one to choose anew. */
export function portTaken(purpose: string, port: number): CellError {
  return new CellError(`Port ${port}, meant for ${purpose}, is already in use.`);
}
