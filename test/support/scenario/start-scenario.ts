import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createMotCuaClient, type MotCuaClient } from '#clients/typescript/src/client';
import type { ApiClient } from '#local/api-client/api-client';
import { handIn, type HandIn, type Receipt } from '#local/api-client/hand-in';
import { requiredLayout, signMadeUpResult } from '#local/api-client/made-up-result';
import type { RunningCell } from '#local/cell/running-cell';
import type { LocalIdentity } from '#local/identity/start-identity';
import { agencySigners } from '#local/seed/agency-signers';
import { seedProvince } from '#local/seed/seed-province';
import { openProvince, type OpenProvince } from '#local/start/open-province';
import { checkedFetch } from './checked-fetch.ts';
import { TEST_ASSEMBLY } from './test-assembly.ts';

/** A cell with the sample province in it, and everybody in it ready to call the public API. */
export interface Scenario {
  readonly cell: RunningCell;
  /** Where this cell keeps its data and its logs. */
  readonly dataFolder: string;
  readonly identity: LocalIdentity;
  /** A person of the sample province, or `system-<agency>`, or nobody. */
  as(principal: string | undefined): ApiClient;
  /** The same by the typed client that integrators use. */
  typed(principal: string | undefined): MotCuaClient;
  /** A fresh access token of a person or a system. */
  tokenFor(principal: string): Promise<string>;
  readonly systems: OpenProvince['systems'];
  readonly authority: OpenProvince['authority'];
  readonly tsaUrl: string;
  /** For a scenario that was started without signers. */
  seedSigners(): Promise<void>;
  /** The system of the agency with this code. */
  agency(code: string): ApiClient;
  handIn(principal: string, order: Partial<HandIn> & Pick<HandIn, 'procedureCode'>): Promise<Receipt>;
  /** Hands in and has the desk accept. */
  accepted(principal: string, order: Partial<HandIn> & Pick<HandIn, 'procedureCode'>): Promise<Receipt>;
  read(dossierId: string): Promise<ReadDossier>;
  /** Waits until the dossier fulfils the condition and returns it; fails with the dossier as it was last seen. */
  until(dossierId: string, condition: (dossier: ReadDossier) => boolean): Promise<ReadDossier>;
  untilOpen(dossierId: string, ...stepIds: string[]): Promise<ReadDossier>;
  /** By the system of the step's agency; a result that must be a signed document is signed before, unless it was already. */
  answer(dossierId: string, stepId: string, body?: Record<string, unknown>): Promise<Record<string, unknown>>;
  events(dossierId: string): Promise<{ type: string; [key: string]: unknown }[]>;
  /** Moves the clock just past the minute of an instant, when all that was to happen before has happened. */
  moveTo(instant: string): Promise<void>;
  stop(): Promise<void>;
}

const read = z.looseObject({
  id: z.string(),
  status: z.string(),
  version: z.number(),
  procedure: z.object({ code: z.string(), version: z.number() }),
  code: z.string().optional(),
  dueAt: z.string().optional(),
  outcome: z.string().optional(),
  officialStatus: z.object({ code: z.number() }).optional(),
  reasons: z.array(z.string()).optional(),
  results: z.array(z.looseObject({ type: z.string(), agency: z.string() })).optional(),
  steps: z.array(z.looseObject({ id: z.string(), agency: z.string(), state: z.string(), dueAt: z.string(), round: z.number() })),
  consultations: z.array(z.looseObject({ id: z.string(), state: z.string(), opinions: z.record(z.string(), z.looseObject({ state: z.string() })) })),
});
export type ReadDossier = z.infer<typeof read>;

const history = z.object({ events: z.array(z.looseObject({ type: z.string() })), next: z.number().optional() });

/** Long enough for a loaded machine with two cores; only a failure waits that long. */
const PATIENCE_MILLISECONDS = 30_000;
const HOME = { place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', channel: 'online' as const };

interface ScenarioSettings {
  /** Whether agencies and officers have keys and certificates, which takes a moment; only then are results signed as the procedures say. @default false */
  readonly hasSigners?: boolean;
}

/** Starts a cell of its own on free ports, with its data in a folder that goes when it stops. */
export async function startScenario({ hasSigners = false }: ScenarioSettings = {}): Promise<Scenario> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mot-cua-scenario-'));
  const { province, cell, identity, as, tokenFor, systems, authority, tsaUrl, seedSigners, stop } = await openProvince({ assemblyFolder: TEST_ASSEMBLY, dataFolder, fetch: checkedFetch });
  const agency = (code: string) => as(`system-${code.toLowerCase()}`);
  await seedProvince({ administrator: as('administrator'), agencies: province.agencies, hasSigners });
  if (hasSigners) await seedSigners();
  const desk = as('desk-an-hoa');
  let handIns = 0;

  const handInAs: Scenario['handIn'] = (principal, order) => {
    handIns += 1;
    return handIn(as(principal), { ...HOME, key: `scenario-${String(handIns)}`, ...order });
  };
  const signed = async ({ id: dossierId, code = '', procedure }: ReadDossier, { stepId, owner }: { readonly stepId: string; readonly owner: string }): Promise<void> => {
    const layout = await requiredLayout(desk, { procedure, stepId });
    const signers = agencySigners(province, owner, as);
    if (layout === undefined || signers === undefined) return;
    await signMadeUpResult(agency(owner), signers, { dossierId, code, stepId, procedure, layout, form: {}, key: `signed-${dossierId}-${stepId}` });
  };
  const readOne: Scenario['read'] = async (dossierId) => read.parse(await desk.get(`/v1/dossiers/${dossierId}`));
  const until: Scenario['until'] = async (dossierId, condition) => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const dossier = await readOne(dossierId);
      if (condition(dossier)) return dossier;
      if (performance.now() > giveUpAt) throw new Error(`Waited in vain; last seen: ${JSON.stringify(dossier)}`);
      await pause(50);
    }
  };

  return {
    cell,
    dataFolder,
    identity,
    as,
    typed: (principal) =>
      createMotCuaClient({ baseUrl: cell.apiUrl, fetch: (request) => checkedFetch(request), ...(principal === undefined ? {} : { token: () => tokenFor(principal) }) }),
    tokenFor,
    systems,
    authority,
    tsaUrl,
    seedSigners,
    agency,
    handIn: handInAs,
    accepted: async (principal, order) => {
      const receipt = await handInAs(principal, order);
      await desk.post(`/v1/dossiers/${receipt.id}/acceptance`, undefined);
      return receipt;
    },
    read: readOne,
    until,
    untilOpen: (dossierId, ...stepIds) =>
      until(dossierId, (dossier) => stepIds.every((id) => dossier.steps.some((step) => step.id === id && step.state === 'open'))),
    answer: async (dossierId, stepId, body = { outcome: 'result', resultReference: `KQ-${stepId}` }) => {
      const dossier = await readOne(dossierId);
      const owner = dossier.steps.find((step) => step.id === stepId)?.agency ?? 'nobody';
      if (body['outcome'] === 'result') await signed(dossier, { stepId, owner });
      return agency(owner).post(`/v1/dossiers/${dossierId}/steps/${stepId}/answer`, body);
    },
    events: async (dossierId) => history.parse(await desk.get(`/v1/dossiers/${dossierId}/events?limit=200`)).events,
    moveTo: async (instant) => {
      await cell.settled();
      cell.clock.advance(Math.max(0, Date.parse(instant) - cell.clock.now() + 61_000));
    },
    stop: async () => {
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
