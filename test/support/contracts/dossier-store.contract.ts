import { describe } from '@jest/globals';
import type { DossierStoreHarness } from '#test/support/contracts/dossier-store-harness';
import { countsAll } from '#test/support/contracts/counts-all.contract';
import { keepsDossiers } from '#test/support/contracts/keeps-dossiers.contract';
import { answersOnce, keepsMovesApart } from '#test/support/contracts/keeps-moves-apart.contract';
import { listsReceived } from '#test/support/contracts/lists-received.contract';
import { listsAssigned, listsOwned, listsSignatures, listsWork } from '#test/support/contracts/lists-work.contract';
import { asksForAttention, wakesMachines } from '#test/support/contracts/wakes-machines.contract';

/** What every store of dossiers does. Tests share one store and nothing else: each has ids of its own. */
export function dossierStoreContract(name: string, harness: () => DossierStoreHarness): void {
  describe(`${name} as a store of dossiers`, () => {
    describe('keeping a dossier', () => keepsDossiers(harness));
    describe('keeping moves apart', () => keepsMovesApart(harness));
    describe('answering once', () => answersOnce(harness));
    describe('listing', () => listsWork(harness));
    describe('listing by the time of receipt', () => listsReceived(harness));
    describe('listing the steps of an officer', () => listsAssigned(harness));
    describe('listing what waits for an officer\'s signature', () => listsSignatures(harness));
    describe('listing the dossiers of an owner', () => listsOwned(harness));
    describe('waking machines', () => wakesMachines(harness));
    describe('asking for attention', () => asksForAttention(harness));
    describe('counting all', () => countsAll(harness));
  });
}
