import type { FigureStore } from '#domain/figures/figure-store';
import { partsOf, partWord, type RebuildQueue } from '#domain/figures/rebuild-queue';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';

interface Dependencies {
  readonly figures: Pick<FigureStore, 'beginRebuild'>;
  readonly queue: RebuildQueue;
  readonly authoriser: Authoriser;
}

/**
 * An administrator has all figures counted from the record anew, into a generation of their own, while the present ones
 * are read and counted on. Asked again while that is under way it sends the parts once more, which counts nothing twice.
 */
export async function rebuildFigures(deps: Dependencies, { principal }: Pick<WriteRequest, 'principal'>): Promise<HttpAnswer> {
  if (!deps.authoriser.authorise({ principal, action: 'RebuildFigures', resource: undefined })) throw new EdgeProblem('not-allowed');
  const words = partsOf(0).map(partWord);
  const { live, building, partsLeft = words.length } = await deps.figures.beginRebuild(words);
  await deps.queue.send(partsOf(building));
  return { status: 202, body: { live, building, partsLeft } };
}
