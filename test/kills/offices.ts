import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { answerStepAs } from '#local/sandbox-agency/answer-step';

/** A desk or an agency, and who works there. */
export interface Office {
  readonly code: string;
  readonly api: ApiClient;
}

export interface AtWork {
  /** What did not succeed at once: mostly calls cut off by a kill. */
  readonly notices: readonly string[];
  /** The office was told of work: it looks into its inbox now. */
  told(code: string): void;
  stop(): Promise<void>;
}

const inbox = z.object({ rows: z.array(z.object({ kind: z.enum(['reception', 'step', 'consultation', 'signature', 'hand-over']), dossierId: z.string(), itemId: z.string() })) });
type Row = z.infer<typeof inbox>['rows'][number];

const TICK_MILLISECONDS = 100;
/** An office that was told nothing looks into its inbox every so many ticks. */
const TICKS_BETWEEN_LOOKS = 10;
const APPRAISAL = 'appraise-house';
const OPINIONS = 'house-opinions';

/** All offices of the province do what lies in their inboxes, when they are told of it and else now and then: a webhook or an answer that was lost only costs them time. */
export function startOffices(offices: readonly Office[]): AtWork {
  const notices: string[] = [];
  const toldOf = new Set<string>();
  const stopping = new AbortController();
  const work = async () => {
    for (let tick = 0; !stopping.signal.aborted; tick += 1) {
      // A failed look is made up for by a later one.
      const looking = offices.filter(({ code }, index) => toldOf.delete(code) || (tick + index) % TICKS_BETWEEN_LOOKS === 0);
      await Promise.all(looking.map((office) => lookIntoInbox(office).catch((error: unknown) => notices.push(`${office.code}: ${String(error)}`))));
      await pause(TICK_MILLISECONDS);
    }
  };
  const working = work();
  return {
    notices,
    told: (code) => void toldOf.add(code),
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

async function lookIntoInbox({ code, api }: Office): Promise<void> {
  const { rows } = inbox.parse(await api.get('/v1/inbox?limit=25'));
  await Promise.all(rows.map((row) => workOn(api, code, row)));
}

async function workOn(api: ApiClient, office: string, { kind, dossierId, itemId }: Row): Promise<void> {
  const dossier = `/v1/dossiers/${dossierId}`;
  if (kind === 'reception') await moved(api, `${dossier}/acceptance`, { key: `accept-${dossierId}` });
  else if (kind === 'hand-over') await moved(api, `${dossier}/hand-over`, { key: `hand-over-${dossierId}`, body: { method: 'online' } });
  else if (kind === 'consultation') await moved(api, `${dossier}/consultations/${itemId}/opinions`, { key: `opinion-${dossierId}-${office}`, body: { verdict: 'agree' } });
  else if (itemId !== APPRAISAL || (await opinionsAreIn(api, dossierId))) await answerStepAs(api, { dossierId, stepId: itemId });
}

/** Asks the others for their opinion; true when all have given it. */
async function opinionsAreIn(api: ApiClient, dossierId: string): Promise<boolean> {
  const path = `/v1/dossiers/${dossierId}/steps/${APPRAISAL}`;
  await moved(api, `${path}/consultations`, { key: `ask-${dossierId}`, body: { consultationId: OPINIONS } });
  const { consultations } = z.object({ consultations: z.array(z.looseObject({ state: z.string() })) }).parse(await api.get(path));
  return consultations.some((each) => each.state === 'closed');
}

/** 409 and 422: done in the meantime, which the next look into the inbox will show. */
async function moved(api: ApiClient, path: string, { key, body }: { readonly key: string; readonly body?: unknown }): Promise<void> {
  const answer = await api.call({ method: 'POST', path, body, idempotencyKey: key });
  if (answer.status >= 300 && ![409, 422].includes(answer.status)) throw new Error(`POST ${path} was answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
