import type * as z from 'zod';
import { publicDeadlinesView } from '#domain/dossiers/deadlines-view';
import { parseDossierCode } from '#domain/dossiers/dossier-code';
import { contextFor, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { codePath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';
import type { receiptQuery } from './contract.ts';

type Request = HttpRequest<'public', false, undefined, z.infer<typeof codePath>, z.infer<typeof receiptQuery>>;

/**
 * Why a dossier is due when it is, for whoever holds its receipt. The code alone can be guessed and opens no more than
 * Circular 01/2018 Art. 16(2)(d) allows; the receipt's own number, which only its holder knows, opens this.
 */
export async function lookUpDeadlines(tools: Pick<ChangeDossierTools, 'store' | 'procedures' | 'calendars'>, { path, query, now }: Request): Promise<HttpAnswer> {
  parseDossierCode(path.dossierCode);
  const dossier = await tools.store.load(path.dossierCode);
  if (dossier === undefined || dossier.id !== query.receipt) throw new EdgeProblem('dossier-not-found');
  return { status: 200, body: publicDeadlinesView(dossier, await contextFor(tools, dossier, now)) };
}
