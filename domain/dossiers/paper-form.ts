import * as z from 'zod';
import type { Paper } from '#domain/dossiers/parts';
import type { Channel } from '#domain/procedures/procedure';

/** How a paper became electronic, as the report on digitisation tells them apart (domain.md §5.5). */
export const shownPaperForm = z.enum(['electronic', 'digitised', 'not-digitised', 're-used-paper', 're-used-result']).meta({
  id: 'PaperForm',
  description: '`electronic`: sent as a file by the applicant. `digitised`: scanned at the desk and confirmed. `not-digitised`: received on paper, not confirmed yet. The others were taken from the electronic store.',
});

/** Nothing for a paper that is only announced. */
export function paperForm({ state, origin, digitisation }: Pick<Paper, 'state' | 'origin' | 'digitisation'>, channel: Channel): z.infer<typeof shownPaperForm> | undefined {
  if (state !== 'received') return undefined;
  if (origin !== undefined) return origin.kind === 'held-paper' ? 're-used-paper' : 're-used-result';
  if (digitisation !== undefined) return 'digitised';
  return channel === 'online' ? 'electronic' : 'not-digitised';
}
