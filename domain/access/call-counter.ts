/** The count that all functions share. */
export interface CallCounter {
  /**
   * Adds calls to a caller's count of a window and gives the count with them.
   * @param window number of the window since 1970
   */
  add(calls: { readonly caller: string; readonly window: number; readonly count: number }): Promise<number>;
}
