/**
 * The same tool, which after each call of these methods waits for its turn: what somebody does between two of his calls, others
 * may come before. A turn that rejects is a death: the call was made and its answer lost.
 */
export function scheduled<Tool extends object>(tool: Tool, methods: readonly (keyof Tool & string)[], turn: () => Promise<void>): Tool {
  const own = methods.map((name) => {
    const call: unknown = tool[name];
    if (typeof call !== 'function') throw new Error(`${name} is no method`);
    return [
      name,
      async (...given: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(call, tool, given);
        await turn();
        return answer;
      },
    ];
  });
  return Object.assign(Object.create(tool), Object.fromEntries(own));
}
