import './quiet.ts';
import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { shippedCalendarBook } from '#domain/deadlines/calendar-book';
import type { Command } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierChange } from '#domain/dossiers/dossier-store';
import type { MachineSignals } from '#domain/dossiers/machine-signals';
import type { Principal } from '#domain/kernel/authoriser';
import { procedureDefinition } from '#domain/procedures/procedure';
import { answerStep } from '#functions/agency-work/answer-step/answer-step';
import { changeDossier } from '#functions/platform/change-dossier';
import { relayDossier } from '#functions/platform/relay-dossier';
import { decideNext } from '#functions/steps/decide-next/decide-next';
import { procedureJsonWith } from '#test/domain/procedures/procedure-json';
import { draft, NOW, RECEIVING_AGENCY, ROLES } from '#test/functions/platform/sample-dossier';
import { Death, reborn, scheduled } from '#test/support/scheduled';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';
import { InMemoryFeedStore } from '#test/support/fakes/in-memory-feed-store';
import { InMemoryProcedureStore } from '#test/support/fakes/in-memory-procedure-store';
import { InMemorySubscriptionStore } from '#test/support/fakes/in-memory-subscription-store';
import { RecordingKeepingQueue } from '#test/support/fakes/recording-keeping-queue';
import { RecordingScanQueue } from '#test/support/fakes/recording-scan-queue';

/** Two steps side by side, then one. */
const PROCEDURE = procedureDefinition.parse(procedureJsonWith({ '/stages/0/steps/1/when': undefined }));
const AGENCIES = { appraise: ROLES['construction-authority'], measure: ROLES['land-office'], sign: ROLES['commune-peoples-committee'] };
/** Looks in vain after which somebody says that nobody works on the dossier. */
const PATIENCE = 3000;

/** A store of one draft that tells of what is committed, as the table's stream does. */
async function openRecord(commits: (change: DossierChange) => void) {
  const store = new InMemoryDossierStore();
  const { dossier, events } = draft();
  await store.commit({ before: undefined, after: dossier, events, wakeAt: undefined });
  const commit: InMemoryDossierStore['commit'] = async (change) => {
    const outcome = await store.commit(change);
    if (outcome.kind === 'committed') commits(change);
    return outcome;
  };
  const record: InMemoryDossierStore = Object.assign(Object.create(store), { commit });
  return { record, dossierId: dossier.id };
}

/** The lifecycle machine as its states go: decide, wait on the version that was decided on, and decide again when woken. Time stands still. */
class Machine implements Pick<MachineSignals, 'startLifecycle' | 'wake'> {
  state: 'not started' | 'runs' | 'ended' = 'not started';
  /** Whom it waited for, one after the other, each once. */
  readonly story: string[] = [];
  decisions = 0;
  private readonly waiting = new Map<string, () => void>();
  private readonly decide: () => ReturnType<typeof decideNext>;
  private readonly leaveWait: (wait: { readonly token: string; readonly until: string; readonly word: string }, version: number) => Promise<boolean>;

  constructor(decide: Machine['decide'], leaveWait: Machine['leaveWait']) {
    this.decide = decide;
    this.leaveWait = leaveWait;
  }

  async startLifecycle(): Promise<'runs' | 'ended'> {
    if (this.state === 'not started') void this.walk();
    return this.state === 'ended' ? 'ended' : 'runs';
  }

  async wake(token: string): Promise<'woken' | 'stale'> {
    const goOn = this.waiting.get(token);
    this.waiting.delete(token);
    goOn?.();
    return goOn === undefined ? 'stale' : 'woken';
  }

  private async walk(): Promise<void> {
    this.state = 'runs';
    for (;;) {
      this.decisions += 1;
      const decided = await reborn(this.decide);
      if (decided.word === 'ended') break;
      const token = `token-${String(this.decisions)}`;
      const woken = new Promise<void>((resolve) => void this.waiting.set(token, resolve));
      if (!(await this.leaveWait({ token, until: decided.waitUntil, word: decided.word }, decided.version))) continue;
      if (this.story.at(-1) !== decided.word) this.story.push(decided.word);
      await woken;
    }
    this.state = 'ended';
  }
}

interface Course {
  /** Which lane of the stream brings an event. */
  readonly lanes: readonly number[];
  /** Calls after which who made them dies, by their number. */
  readonly deaths: readonly number[];
  /** Machines that began to wait before the word was kept do not say for whom. */
  readonly saysForWhom: boolean;
}

/** From the hand-in to the hand-over, everybody at their own pace. */
async function run(scheduler: fc.Scheduler, { lanes, deaths, saysForWhom }: Course) {
  let calls = 0;
  const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
  const mortal = async (): Promise<void> => {
    const number = (calls += 1);
    await turn();
    if (deaths.includes(number)) throw new Death();
  };
  const ends = new Map<number, Promise<unknown>>();
  const { record, dossierId } = await openRecord(({ events }) => {
    for (const event of events) {
      const lane = lanes[event.seq % lanes.length] ?? 0;
      ends.set(lane, (ends.get(lane) ?? Promise.resolve()).then(() => reborn(() => relayDossier(relaying, dossierId, [event]))));
    }
  });
  const outside = { procedures: new InMemoryProcedureStore([PROCEDURE]), calendars: { inForce: async () => shippedCalendarBook() }, now: () => NOW };
  const mortalStore = scheduled(record, ['load', 'events', 'signal', 'markRelayed', 'commit'], mortal);
  const machine = new Machine(
    () => decideNext({ ...outside, store: mortalStore }, { dossierId, epoch: 1 }),
    async ({ token, until, word }, version) => {
      await turn();
      return record.leaveWait({ dossierId, guard: version }, { token, until, executionArn: 'lifecycle:H26.19.3-261123-0001-1', ...(saysForWhom && { for: word }) });
    },
  );
  const machines: MachineSignals = { startConsultation: () => Promise.reject(new Error('none asked')), startSigning: () => Promise.reject(new Error('none drafted')), isRunning: async () => true, startLifecycle: () => machine.startLifecycle(), wake: (token) => machine.wake(token) };
  const relaying = { store: mortalStore, feed: new InMemoryFeedStore(), subscriptions: new InMemorySubscriptionStore(), wakeQueues: {}, keeping: new RecordingKeepingQueue(), scans: new RecordingScanQueue(), machines: scheduled(machines, ['startLifecycle', 'wake'], mortal) };
  const office = { ...outside, store: scheduled(record, ['load', 'commit'], turn), authoriser: { authorise: () => true } };
  const asked = (key: string, principal: Principal) => ({ principal, idempotency: { scope: key, requestHash: 'h1' }, query: undefined, ifMatch: undefined, now: NOW, correlationId: key, language: 'vi' as const });
  const officer = (agency: string): Principal => ({ kind: 'officer', id: `officer-${agency}`, agency, roles: [] });
  const say = (command: Command) =>
    changeDossier(office, { reference: dossierId, action: 'ReadDossier', request: { ...asked(command.type, officer(RECEIVING_AGENCY)), body: undefined, path: {} }, command: () => command, respond: () => ({ status: 200, body: {} }) });
  const untilSo = async (isSo: (dossier: Dossier) => boolean): Promise<void> => {
    for (let look = 0; look < PATIENCE; look += 1) {
      await turn();
      const dossier = await record.load(dossierId);
      if (dossier !== undefined && isSo(dossier)) return;
    }
    throw new Error('Nobody works on the dossier');
  };
  const answer = async (stepId: keyof typeof AGENCIES): Promise<void> => {
    await untilSo(({ steps }) => steps[stepId]?.state === 'open');
    const body = { outcome: 'result' as const, reasons: [], items: [], resultReference: `${stepId}-1` };
    await answerStep(office, { ...asked(`answer-${stepId}`, officer(AGENCIES[stepId])), path: { dossierId, stepId }, body });
  };
  const by = { kind: 'officer' as const, id: 'officer-1', agency: RECEIVING_AGENCY };
  const people = async (): Promise<void> => {
    await say({ type: 'submit', by, code: 'H26.19.3-261123-0001', roles: ROLES, found: [] });
    await say({ type: 'accept', by });
    await Promise.all([answer('appraise'), answer('measure'), answer('sign')]);
    await untilSo(({ status }) => status === 'settled');
    await say({ type: 'hand-over', by, method: 'desk' });
  };
  await scheduler.waitFor(people());
  await scheduler.waitIdle();
  return { machine, dossier: await record.load(dossierId) };
}

it('whatever the pace of the desk, the agencies, the relay and the machine, and whoever dies on the way, every step is opened, the dossier is settled, and the machine comes to its end with it', async () => {
  const course = fc.record({ lanes: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), deaths: fc.uniqueArray(fc.nat(120), { maxLength: 5 }), saysForWhom: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), course, async (scheduler, drawn) => {
      const { machine, dossier } = await run(scheduler, drawn);
      expect(dossier?.status).toBe('returned');
      expect(machine.state).toBe('ended');
      expect(machine.story).toEqual(['desk', 'agencies', 'hand-over'].filter((word) => machine.story.includes(word)));
    }),
    { numRuns: 150 },
  );
});
