import type { ReplayMachine, ReplayRun } from '#domain/deadlines/replay-machine';

/** Notes which runs were started and which tokens woken; runs live until they are lost. */
export class RecordingReplayMachine implements ReplayMachine {
  readonly started: ReplayRun[] = [];
  readonly woken: string[] = [];
  private readonly lost = new Set<string>();

  async start(run: ReplayRun): Promise<void> {
    if (!this.started.some((each) => nameOf(each) === nameOf(run))) this.started.push(run);
  }

  async wake(token: string): Promise<'woken' | 'stale'> {
    this.woken.push(token);
    return 'woken';
  }

  async isRunning(run: ReplayRun): Promise<boolean> {
    return this.started.some((each) => nameOf(each) === nameOf(run)) && !this.lost.has(nameOf(run));
  }

  /** The run was stopped, or came to its end. */
  loses(run: ReplayRun): void {
    this.lost.add(nameOf(run));
  }
}

function nameOf({ edition, epoch }: ReplayRun): string {
  return `${String(edition)}-${String(epoch)}`;
}
