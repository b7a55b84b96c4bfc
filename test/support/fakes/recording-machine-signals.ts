import type { ConsultationStart, LifecycleStart, MachineSignals } from '#domain/dossiers/machine-signals';

/** Machines that only note what they were told. */
export class RecordingMachineSignals implements MachineSignals {
  readonly lifecycles: LifecycleStart[] = [];
  readonly consultations: ConsultationStart[] = [];
  readonly woken: string[] = [];
  private readonly running = new Set<string>();
  private readonly waiting = new Set<string>();

  async startLifecycle(start: LifecycleStart): Promise<void> {
    if (this.lifecycles.some((each) => each.code === start.code && each.epoch === start.epoch)) return;
    this.lifecycles.push(start);
  }

  async startConsultation(start: ConsultationStart): Promise<void> {
    const { code, consultationId, epoch } = start;
    if (this.consultations.some((each) => each.code === code && each.consultationId === consultationId && each.epoch === epoch)) return;
    this.consultations.push(start);
  }

  async wake(token: string): Promise<'woken' | 'stale'> {
    if (!this.waiting.delete(token)) return 'stale';
    this.woken.push(token);
    return 'woken';
  }

  async isRunning(executionArn: string): Promise<boolean> {
    return this.running.has(executionArn);
  }

  /** An execution waits under the token. */
  waits(executionArn: string, token: string): void {
    this.running.add(executionArn);
    this.waiting.add(token);
  }

  /** The execution is lost, with whatever it waited for. */
  stops(executionArn: string): void {
    this.running.delete(executionArn);
  }
}
