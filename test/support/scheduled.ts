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

/** What ends a worker in the middle of his work; whoever started him starts him again. */
export class Death extends Error {}

/** Does it again whenever its worker died; any other error is a fault and stays one. */
export async function reborn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Death)) throw error;
    }
  }
}
