/**
 * Gives what is to be called at each move of the clock: it runs `follow`, one run at a time. Moves made during a run are followed
 * by one more, since the run under way may have looked too early.
 */
export function followMoves(follow: () => Promise<void>): () => void {
  let isRunning = false;
  let isDue = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isDue) {
      isDue = false;
      await follow();
    }
    isRunning = false;
  };
  return () => {
    isDue = true;
    if (!isRunning) void run();
  };
}
