import { chainTools } from '#functions/platform/chain-tools';
import * as z from 'zod';
import type { CalendarStore } from '#domain/deadlines/calendar-store';
import type { Command } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { recordEvents } from '#domain/dossiers/record-events';
import { wakeAt } from '#domain/dossiers/wake';
import type { Action, Authoriser } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import { advanceFully } from '#functions/platform/advance-dossier';
import { commitOnce, type PreparedChange } from '#functions/platform/commit-once';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { loadDossier } from '#functions/platform/load-dossier';
import { EdgeProblem } from '#functions/platform/problem';

export interface ChangeDossierTools {
  readonly store: DossierStore;
  readonly procedures: ProcedureStore;
  readonly calendars: Pick<CalendarStore, 'inForce'>;
  readonly authoriser: Authoriser;
}

export interface DossierChangeOrder {
  /** A dossier's id or its issued code. */
  readonly reference: string;
  readonly action: Action;
  readonly request: WriteRequest;
  /** Made anew from the dossier as it is at each attempt; may look up what the command needs. */
  readonly command: (dossier: Dossier, context: DecisionContext) => Command | Promise<Command>;
  readonly respond: (dossier: Dossier) => HttpAnswer | Promise<HttpAnswer>;
  /**
   * Whether what is due after the command (the next stage, the settlement) is committed with it. The machine would do it a moment
   * later; this saves its waking, which is three paid transitions (D5).
   */
  readonly goesOn?: boolean;
}

// A command about one step or document names it in its address, and leave then depends on whose it is.
const partInPath = z.object({ stepId: z.string().optional(), documentId: z.string().optional() });

/**
 * The common course of every command: load, ask leave, compare `If-Match`, decide, record, commit with the answer,
 * and start again when somebody else was first.
 * @throws EdgeProblem dossier-not-found, not-allowed, stale-version, changed-meanwhile or idempotency-key-reused
 * @throws DomainError what the law, the procedure or the state forbids
 */
export async function changeDossier(tools: ChangeDossierTools, order: DossierChangeOrder): Promise<HttpAnswer> {
  const { idempotency } = order.request;
  return commitOnce(tools.store, { idempotency, prepare: () => prepareChange(tools, order), respond: order.respond });
}

async function prepareChange(tools: ChangeDossierTools, order: DossierChangeOrder): Promise<PreparedChange> {
  const { reference, action, request } = order;
  const part = partInPath.safeParse(request.path);
  const dossier = await loadDossier(tools, { reference, action, principal: request.principal, ...part.data });
  await requireVersion(tools, dossier, request.ifMatch);
  const context = await contextFor(tools, dossier, request.now);
  return decideChange(dossier, await order.command(dossier, context), { context, goesOn: order.goesOn === true });
}

/** How many events since the version the caller knows a refusal tells of. */
const MAX_CHANGES_TOLD = 20;

/** @throws EdgeProblem stale-version, which tells what happened since the version the caller names */
async function requireVersion({ store }: Pick<ChangeDossierTools, 'store'>, dossier: Dossier, expected: number | undefined): Promise<void> {
  if (expected === undefined || expected === dossier.version) return;
  const since = await store.events(dossier.id, { afterSeq: expected, limit: MAX_CHANGES_TOLD });
  throw new EdgeProblem('stale-version', [], { changes: since.map(({ seq, at, event }) => ({ seq, type: event.type, at })) });
}

/** What a decision about this dossier may depend on: the version of the procedure it is bound to, never a newer one. */
export async function contextFor(tools: Pick<ChangeDossierTools, 'procedures' | 'calendars'>, dossier: Dossier, now: DecisionContext['now']): Promise<DecisionContext> {
  const { code, version } = dossier.procedure;
  const procedure = await tools.procedures.version(code, version);
  if (procedure === undefined) throw new Error(`The register lost procedure ${code} version ${String(version)}`);
  return { now, calendars: await tools.calendars.inForce(), procedure };
}

interface Deciding {
  readonly context: DecisionContext;
  readonly goesOn: boolean;
}

/** Decides a command and folds its events into the change a store commits; no change when nothing happened. */
function decideChange(dossier: Dossier, command: Command, { context, goesOn }: Deciding): PreparedChange {
  const events = decide(dossier, command, context);
  if (events.length === 0) return { change: undefined, dossier };
  const commanded = recordEvents(dossier, events, { dossierId: dossier.id, at: toIso(context.now), by: command.by, chain: chainTools });
  const { after, recorded } = goesOn ? advanceFully(commanded.after, context) : { after: commanded.after, recorded: [] };
  return { change: { before: dossier, after, events: [...commanded.recorded, ...recorded], wakeAt: wakeAt(after, context) }, dossier: after };
}
