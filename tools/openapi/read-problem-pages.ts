import type { ProblemPage, ProblemPages } from '#functions/platform/problem-pages';

/**
 * Reads the catalogue out of `docs/problems.md`, which tests hold equal to the code's own words.
 * @throws Error naming the heading below which something else stands than a status and pairs of sentences, English first
 */
export function readProblemPages(document: string): ProblemPages {
  const sections = document.split(/^### /m).slice(1).map((section) => (section.split(/^## /m)[0] ?? '').trim().split('\n'));
  return Object.fromEntries(sections.map((lines): [string, ProblemPage] => [lines[0] ?? '', readSection(lines)]).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

function readSection([code = '', , about = '', ...rest]: readonly string[]): ProblemPage {
  const [statusText = '', en, vi] = about.split(' · ');
  const statuses = [...statusText.matchAll(/\d{3}/g)].map(Number);
  const sentences = rest.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  if (statuses.length === 0 || sentences.length === 0 || sentences.length % 2 !== 0) throw new Error(`docs/problems.md says too little or too much below ${code}.`);
  const mends = sentences.flatMap((sentence, index) => (index % 2 === 0 ? [{ en: sentence, vi: sentences[index + 1] ?? '' }] : []));
  return { statuses, ...(en !== undefined && vi !== undefined && { title: { vi, en } }), mends };
}
