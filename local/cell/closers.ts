/** Remembers how to undo what was started, and undoes it in reverse order. */
export class Closers {
  readonly #closers = new Map<object, () => unknown>();

  /** Adding the same owner again moves it to the end of the order, so that it is closed earlier. */
  add(owner: object, close: () => unknown): void {
    this.#closers.delete(owner);
    this.#closers.set(owner, close);
  }

  /** Runs every closer, also when one fails; the first failure is thrown at the end. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    const closers = [...this.#closers.values()].toReversed();
    this.#closers.clear();
    for (const close of closers) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
