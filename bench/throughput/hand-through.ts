import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { createDraft, papersChecked, uploadPapers } from '#local/api-client/hand-in';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { HOME, SIX_STEPS } from '../cell/bench-procedures.ts';
import type { CallName } from './client-messages.ts';

const PAPER_BYTES = 100_000;
/** How long a client waits for word of a step before it simply tries again. */
const PATIENCE_MILLISECONDS = 1000;
const MAX_TRIES = 300;

/** The stages, with who answers each step. */
const STAGES = [
  [['check', 'h99.101']],
  [['police', 'h99.101.02'], ['tax', 'h99.012'], ['insurance', 'h99.013']],
  [['appraise', 'h99.101']],
  [['sign', 'h99.101']],
] as const;
/** Who acts in the scenario. */
export const ACTORS = ['citizen-lan', 'desk-an-hoa', 'system-h99.101', 'system-h99.101.02', 'system-h99.012', 'system-h99.013'];

const answer = z.object({ code: z.string().optional() });

export interface Way {
  as(principal: string): ApiClient;
  readonly key: string;
  note(call: CallName, milliseconds: number): void;
  /** How often the dossier has moved on by itself so far. */
  movesOf(dossierId: string): number;
  /** Resolves when it has moved on more often than that, at the latest after the given time. */
  advanced(dossierId: string, moves: number, patienceMilliseconds: number): Promise<void>;
  tooEarly(): void;
}

/** One dossier of the load: create, attach one 100 kB paper, submit, accept, six step answers, two reads. Returns its id and code. */
export async function handThrough(way: Way): Promise<{ id: string; code: string }> {
  const { key } = way;
  const timed = async <Result>(call: CallName, work: () => Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    const result = await work();
    way.note(call, performance.now() - startedAt);
    return result;
  };
  const citizen = way.as('citizen-lan');
  const { id } = await timed('create', () => createDraft(citizen, { ...HOME, procedureCode: SIX_STEPS, key }));
  const papers = [{ slot: 'request', contentType: 'application/pdf', bytes: madeUpPaper('request', PAPER_BYTES) }];
  await timed('attach', () => uploadPapers(citizen, id, { papers, key }));
  await timed('check', () => papersChecked(citizen, id));
  const { code = '' } = answer.parse(await timed('submit', () => citizen.post(`/v1/dossiers/${id}/submission`, undefined, `${key}-submission`)));
  let moves = way.movesOf(id);
  await timed('accept', () => way.as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined));
  await timed('read', () => citizen.get(`/v1/dossiers/${id}`));
  for (const steps of STAGES) {
    await way.advanced(id, moves, PATIENCE_MILLISECONDS);
    for (const [step, system] of steps) {
      moves = way.movesOf(id);
      await answerWhenOpen(way, id, { step, system });
    }
  }
  await timed('read', () => citizen.get(`/v1/dossiers/${id}`));
  return { id, code };
}

async function answerWhenOpen(way: Way, id: string, { step, system }: { step: string; system: string }): Promise<void> {
  const agency = way.as(`system-${system}`);
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const startedAt = performance.now();
    const moves = way.movesOf(id);
    const { status, body } = await agency.call({ method: 'POST', path: `/v1/dossiers/${id}/steps/${step}/answer`, body: { outcome: 'result' } });
    if (status < 300) return way.note('answer', performance.now() - startedAt);
    if (status !== 404 && status !== 409 && status !== 422) throw new Error(`${step} was answered ${String(status)}: ${JSON.stringify(body)}`);
    way.tooEarly();
    await way.advanced(id, moves, PATIENCE_MILLISECONDS);
  }
  throw new Error(`${step} of ${id} was never opened`);
}
