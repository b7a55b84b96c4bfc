import fc from 'fast-check';
import type { Dossier } from '#domain/dossiers/dossier';
import { DomainError } from '#domain/kernel/domain-error';
import { procedures } from '#test/domain/dossiers/model/procedures';
import { happenings, type Happening } from '#test/domain/dossiers/model/wishes';
import { Story } from '#test/domain/dossiers/story';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';

const LIVES = 40;
const SEED = 20_261_123;

/** Lives of dossiers, each as the states it went through: drawn once, from a fixed seed, by what the world may do to them. */
export const lives: readonly (readonly Dossier[])[] = fc.sample(happenings, { seed: SEED, numRuns: LIVES }).map((all, index) => {
  const procedure = procedures[index % procedures.length];
  if (procedure === undefined) throw new Error('no procedure to live by');
  const story = new Story(procedure, '2026-10-05 08:00');
  const choices = Object.fromEntries(procedure.options.map(({ id, values }) => [id, values[0]?.value ?? '']));
  story.create({ choices });
  const states: Dossier[] = [story.dossier];
  const note = () => {
    if (story.dossier !== states.at(-1)) states.push(story.dossier);
  };
  if (index % 10 > 0) story.grant().submit();
  note();
  if (index % 5 > 0) story.accept().advance();
  note();
  for (const happening of all) {
    if (happening.kind === 'time') story.waitUntil(inVietnamTime(story.now.add({ minutes: Math.round(happening.hours * 60) })));
    else tryTo(story, happening.wish);
    note();
  }
  const own = { id: `ds-${String(100 + index).padStart(26, 'a')}` };
  return states.map((dossier) => (dossier.status === 'draft' ? { ...dossier, ...own } : { ...dossier, ...own, code: `H26.16-261005-${String(1000 + index)}` }));
});

function tryTo(story: Story, wish: Extract<Happening, { kind: 'wish' }>['wish']): void {
  try {
    story.ask(wish(story));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}
