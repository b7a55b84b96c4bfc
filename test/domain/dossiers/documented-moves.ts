import { readFileSync } from 'node:fs';
import type { Move } from './story.ts';

export interface DocumentedMove {
  /** `from | asked | to`, as the table of `docs/dossier-states.md` writes it. */
  readonly key: string;
  readonly events: readonly string[];
}

export const page = readFileSync(new URL('../../../docs/dossier-states.md', import.meta.url), 'utf8');

/** Rows of the table of moves: the only one with five columns and a command in the second. */
export const documentedMoves: readonly DocumentedMove[] = page.split('\n').flatMap((line) => {
  const [, from, asked, to, events, law] = line.split('|').map((cell) => cell.trim());
  if (law === undefined || law === '' || from === 'from' || events === undefined || events.startsWith('---')) return [];
  return [{ key: `${from ?? ''} | ${asked ?? ''} | ${to ?? ''}`, events: events.split(', ') }];
});

/** May stand beside the event that makes a move; the page says so in a sentence. */
const COMPANIONS: readonly string[] = ['OpinionDeemedAgreed', 'ConsultationClosed', 'StepCancelled', 'SlaAtRisk', 'SlaBreached', 'CheckpointReached', 'LatenessEscalated', 'DocumentWithdrawn', 'DocumentSigningReminded', 'DocumentSigningLate'];

export function keyOf({ from, asked, to }: Move): string {
  return `${from} | ${asked} | ${to}`;
}

/** What a move did that the page does not tell; empty when it is told. */
export function untold(move: Move): string[] {
  const told = documentedMoves.find(({ key }) => key === keyOf(move));
  if (told === undefined) return [keyOf(move)];
  return move.events.filter((type) => !told.events.includes(type) && !COMPANIONS.includes(type)).map((type) => `${keyOf(move)}: ${type}`);
}
