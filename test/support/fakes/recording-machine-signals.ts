import type { ConsultationStart, LifecycleStart, MachineSignals, SigningStart } from '#domain/dossiers/machine-signals';

interface Machine {
  readonly dossierId: string;
  readonly executionArn: string;
  /** Absent when the machine has ended. */
  readonly token: string | undefined;
}

/** Machines that wait once, note that they were woken, and end. */
export class RecordingMachineSignals implements MachineSignals {
  readonly lifecycles: LifecycleStart[] = [];
  readonly consultations: ConsultationStart[] = [];
  readonly signings: SigningStart[] = [];
  /** Tokens that woke a machine, in order. */
  readonly woken: string[] = [];
  private readonly machines = new Map<string, Machine>();

  async startLifecycle(start: LifecycleStart): Promise<'runs' | 'ended'> {
    const executionArn = `lifecycle:${start.code}-${start.epoch}`;
    if (this.start(start.dossierId, executionArn)) this.lifecycles.push(start);
    return (await this.isRunning(executionArn)) ? 'runs' : 'ended';
  }

  async startConsultation(start: ConsultationStart): Promise<'runs' | 'ended'> {
    const executionArn = `consultation:${start.code}-${start.consultationId}-${start.epoch}`;
    if (this.start(start.dossierId, executionArn)) this.consultations.push(start);
    return (await this.isRunning(executionArn)) ? 'runs' : 'ended';
  }

  async startSigning(start: SigningStart): Promise<'runs' | 'ended'> {
    const executionArn = `signing:${start.code}-${start.documentId}-${start.epoch}`;
    if (this.start(start.dossierId, executionArn)) this.signings.push(start);
    return (await this.isRunning(executionArn)) ? 'runs' : 'ended';
  }

  async wake(token: string): Promise<'woken' | 'stale'> {
    const machine = [...this.machines.values()].find((each) => each.token === token);
    if (machine === undefined) return 'stale';
    this.stops(machine.executionArn);
    this.woken.push(token);
    return 'woken';
  }

  async isRunning(executionArn: string): Promise<boolean> {
    return this.machines.get(executionArn)?.token !== undefined;
  }

  waiting(dossierId: string): { readonly executionArn: string; readonly token: string }[] {
    return [...this.machines.values()].flatMap(({ executionArn, token, ...rest }) => (rest.dossierId === dossierId && token !== undefined ? [{ executionArn, token }] : []));
  }

  /** The machine waits, under this very token: as when it left the token in the record. */
  waits(machine: { readonly dossierId: string; readonly executionArn: string; readonly token: string }): void {
    this.machines.set(machine.executionArn, machine);
  }

  /** The machine is no more; it was stopped, or came to its end. */
  stops(executionArn: string): void {
    const machine = this.machines.get(executionArn);
    if (machine !== undefined) this.machines.set(executionArn, { ...machine, token: undefined });
  }

  private start(dossierId: string, executionArn: string): boolean {
    if (this.machines.has(executionArn)) return false;
    this.machines.set(executionArn, { dossierId, executionArn, token: `token of ${executionArn}` });
    return true;
  }
}
