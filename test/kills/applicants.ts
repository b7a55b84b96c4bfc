import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { createDraft, papersChecked, uploadRequiredPapers, type HandIn } from '#local/api-client/hand-in';
import type { People } from './people.ts';
import { persist, type Persistence } from './persist.ts';
import { seededRandom } from './seeded-random.ts';

/** What one Idempotency-Key brought about, over all its repetitions. */
export interface HandedIn {
  readonly key: string;
  readonly procedureCode: string;
  /** Each answer to the creation and to the submission, repetitions included: one dossier and one code are expected. */
  readonly ids: Set<string>;
  readonly codes: Set<string>;
}

export interface Applicants {
  /** All that were begun, also those not acknowledged yet. */
  readonly begun: readonly HandedIn[];
  readonly firstReceipt: Promise<void>;
  /** The receipts in people's hands. */
  readonly acknowledged: readonly HandedIn[];
  /** No new hand-ins; resolves when those begun are acknowledged, or patience is at its end. */
  finish(patienceMilliseconds: number): Promise<void>;
}

interface Settings {
  readonly people: People;
  readonly persistence: Persistence;
  readonly seed: number;
  /** So many at once. */
  readonly applicants: number;
  /** Asked before each new hand-in. */
  readonly mayBegin: () => boolean;
}

const HOME = { place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', channel: 'online' as const };
const PROCEDURES: readonly Pick<HandIn, 'procedureCode' | 'choices'>[] = [
  { procedureCode: '3.000722' },
  { procedureCode: '1.001612' },
  { procedureCode: '1.013831' },
  { procedureCode: '1.013225' },
  { procedureCode: '2.002913', choices: { benefit: 'social-assistance-funeral' } },
];
const REPEATED_THOUGH_ANSWERED = 0.3;
const BETWEEN_HAND_INS_MILLISECONDS = 200;
const receipt = z.object({ id: z.string(), code: z.string() });

/** People who hand in one dossier after the other, and repeat what was cut off (and sometimes what was not). */
export function startApplicants(settings: Settings): Applicants {
  const begun: HandedIn[] = [];
  const acknowledged: HandedIn[] = [];
  const finishing = new AbortController();
  const isOver = () => finishing.signal.aborted || settings.persistence.givenUp.aborted;
  const first = Promise.withResolvers<undefined>();
  const work = async (applicant: number) => {
    const random = seededRandom(settings.seed * 31 + applicant);
    while (!isOver()) {
      await pause(BETWEEN_HAND_INS_MILLISECONDS);
      if (isOver() || !settings.mayBegin()) continue;
      const procedure = PROCEDURES[Math.floor(random() * PROCEDURES.length)] ?? { procedureCode: '3.000722' };
      const key = `kill-${String(settings.seed)}-${String(applicant)}-${String(begun.length)}`;
      const handedIn: HandedIn = { key, procedureCode: procedure.procedureCode, ids: new Set(), codes: new Set() };
      begun.push(handedIn);
      await handInAgainAndAgain(settings, { order: { ...HOME, ...procedure, key }, handedIn, random });
      acknowledged.push(handedIn);
      first.resolve(undefined);
    }
  };
  // One who is given up rejects; the report names what stayed without a receipt.
  const working = Promise.allSettled(Array.from({ length: settings.applicants }, (_, index) => work(index)));
  return {
    begun,
    firstReceipt: first.promise,
    acknowledged,
    finish: async (patienceMilliseconds) => {
      finishing.abort();
      await Promise.race([working, pause(patienceMilliseconds, undefined, { ref: false })]);
    },
  };
}

interface OneHandIn {
  readonly order: HandIn;
  readonly handedIn: HandedIn;
  readonly random: () => number;
}

async function handInAgainAndAgain({ people, persistence }: Settings, { order, handedIn, random }: OneHandIn): Promise<void> {
  const api = people.as('citizen-lan');
  const sometimesTwice = async (call: () => Promise<unknown>) => {
    await persist(call, persistence);
    if (random() < REPEATED_THOUGH_ANSWERED) await persist(call, persistence);
  };
  await sometimesTwice(async () => handedIn.ids.add((await createDraft(api, order)).id));
  const [id = ''] = handedIn.ids;
  await persist(() => uploadRequiredPapers(api, id, order), persistence);
  await persist(() => papersChecked(api, id), persistence);
  await sometimesTwice(async () => {
    const given = receipt.parse(await api.post(`/v1/dossiers/${id}/submission`, undefined, `${order.key}-submission`));
    handedIn.ids.add(given.id);
    handedIn.codes.add(given.code);
  });
}
