import { CellError } from './cell-error.ts';

/** Turns "address in use" of a starting part into a sentence that names the port and what it is for. */
export async function namedPort<Part>(starting: Promise<Part>, purpose: string, port: number | undefined): Promise<Part> {
  try {
    return await starting;
  } catch (error) {
    const isTaken = error instanceof Error && (/EADDRINUSE/.test(error.message) || ('code' in error && error.code === 'EADDRINUSE'));
    if (isTaken) throw new CellError(`Port ${String(port)}, meant for ${purpose}, is already in use.`);
    throw error;
  }
}
