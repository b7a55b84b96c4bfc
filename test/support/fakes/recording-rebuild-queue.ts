import type { RebuildPart, RebuildQueue } from '#domain/figures/rebuild-queue';

/** Keeps the parts of a rebuild until somebody takes them. */
export class RecordingRebuildQueue implements RebuildQueue {
  private readonly parts: RebuildPart[] = [];

  async send(parts: readonly RebuildPart[]): Promise<void> {
    this.parts.push(...parts);
  }

  take(): RebuildPart | undefined {
    return this.parts.shift();
  }
}
