import { describe, expect, it } from '@jest/globals';
import type { MachineSignals } from '#domain/dossiers/machine-signals';
import { aDossierCode, aDossierId } from '#test/support/builders/dossier-builders';

/** A machine that was started and waits. */
interface WaitingMachine {
  readonly executionArn: string;
  readonly token: string;
}

export interface MachineSignalsHarness {
  readonly signals: MachineSignals;
  /** The machines that were started for a dossier and wait now. */
  waiting(dossierId: string): Promise<readonly WaitingMachine[]>;
}

/** What whoever signals to machines does. */
export function machineSignalsContract(name: string, harness: () => MachineSignalsHarness): void {
  const aStart = (epoch = 1) => ({ dossierId: aDossierId(), code: aDossierCode(), epoch });

  describe(`${name} as the way to the machines`, () => {
    it('starts one machine for a code and an epoch, however often it is asked', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      await Promise.all([signals.startLifecycle(start), signals.startLifecycle(start)]);
      expect(await signals.startLifecycle(start)).toBe('runs');
      expect(await waiting(start.dossierId)).toHaveLength(1);
      await signals.startLifecycle({ ...start, epoch: 2 });
      expect(await waiting(start.dossierId)).toHaveLength(2);
    });

    it('does not start a machine again that has come to its end', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      await signals.startLifecycle(start);
      for (const { token } of await waiting(start.dossierId)) await signals.wake(token);
      await waiting(start.dossierId);
      expect(await signals.startLifecycle(start)).toBe('ended');
      expect(await waiting(start.dossierId)).toEqual([]);
    });

    it('starts a machine for each consultation of a dossier', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      for (const consultationId of ['land-opinion', 'land-opinion', 'tax-opinion']) await signals.startConsultation({ ...start, consultationId });
      expect(await waiting(start.dossierId)).toHaveLength(2);
    });

    it('starts a machine for each document of a dossier, once', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      for (const documentId of ['doc-000000000000000000000001', 'doc-000000000000000000000001', 'doc-000000000000000000000002']) await signals.startSigning({ ...start, documentId });
      expect(await waiting(start.dossierId)).toHaveLength(2);
    });

    it('tells apart consultations whose names begin alike and are longer than a machine\'s name may be', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      const long = 'opinion-of-the-department-of-natural-resources-and-environment-on-the-boundaries';
      for (const consultationId of [`${long}-a`, `${long}-b`, `${long}-a`]) await signals.startConsultation({ ...start, consultationId });
      expect(await waiting(start.dossierId)).toHaveLength(2);
    });

    it('wakes a waiting machine once; the token is stale then', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      await signals.startLifecycle(start);
      const [machine] = await waiting(start.dossierId);
      expect(await signals.wake(machine?.token ?? '')).toBe('woken');
      expect(await signals.wake(machine?.token ?? '')).toBe('stale');
    });

    it('takes no offence at a token that never was', async () => {
      expect(await harness().signals.wake('AAAAKgAAAAMAAAAAAAAAAQ')).toBe('stale');
    });

    it('knows whether a machine runs', async () => {
      const { signals, waiting } = harness();
      const start = aStart();
      await signals.startLifecycle(start);
      const [machine] = await waiting(start.dossierId);
      const executionArn = machine?.executionArn ?? '';
      expect(await signals.isRunning(executionArn)).toBe(true);
      expect(await signals.isRunning(`${executionArn}9`)).toBe(false);
      await signals.wake(machine?.token ?? '');
      await waiting(start.dossierId);
      expect(await signals.isRunning(executionArn)).toBe(false);
    });
  });
}
