import { expect, it } from '@jest/globals';
import { followMoves } from '#local/cell/follow-moves';

it('a move is followed at once, and moves made meanwhile by one run more', async () => {
  const ends: (() => void)[] = [];
  const moved = followMoves(() => new Promise((resolve) => ends.push(resolve)));
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  moved();
  moved();
  moved();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await turn();
  expect(ends).toHaveLength(2);
  moved();
  expect(ends).toHaveLength(3);
});
