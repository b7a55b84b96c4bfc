/** The message of whatever was thrown, also of an error from another realm, for which `instanceof Error` is false. */
export function messageOf(error: unknown): string {
  return Error.isError(error) ? error.message : String(error);
}
