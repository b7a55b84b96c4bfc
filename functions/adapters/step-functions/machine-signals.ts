import { createHash } from 'node:crypto';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { MachineSignals } from '#domain/dossiers/machine-signals';
import { isRunning, start, wake } from '#functions/adapters/step-functions/executions';

/** Step Functions takes no longer name of an execution. */
const MAX_NAME = 80;
const SHORT_HASH = 16;

interface Machines {
  readonly client: SFNClient;
  readonly lifecycleMachineArn: string;
  readonly consultationMachineArn: string;
  readonly signingMachineArn: string;
}

/** The three state machines of a dossier. An execution's name is what makes a second start of the same machine harmless. */
export function createMachineSignals({ client, lifecycleMachineArn, consultationMachineArn, signingMachineArn }: Machines): MachineSignals {
  return {
    startLifecycle: ({ dossierId, code, epoch }) =>
      start(client, { stateMachineArn: lifecycleMachineArn, name: executionName(code, epoch), input: { dossierId, code, epoch } }),
    startConsultation: ({ dossierId, code, consultationId, epoch }) =>
      start(client, {
        stateMachineArn: consultationMachineArn,
        name: executionName(`${code}-${consultationId}`, epoch),
        input: { dossierId, consultationId, code },
      }),
    startSigning: ({ dossierId, code, documentId, epoch }) =>
      start(client, { stateMachineArn: signingMachineArn, name: executionName(`${code}-${documentId}`, epoch), input: { dossierId, documentId, code } }),
    wake: (token) => wake(client, token),
    isRunning: (executionArn) => isRunning(client, executionArn),
  };
}

/** `<subject>-<epoch>`; of a subject too long for a name, the beginning and a hash of all of it. */
function executionName(subject: string, epoch: number): string {
  const name = `${subject}-${epoch}`;
  if (name.length <= MAX_NAME) return name;
  const ending = `-${createHash('sha256').update(subject).digest('hex').slice(0, SHORT_HASH)}-${epoch}`;
  return `${subject.slice(0, MAX_NAME - ending.length)}${ending}`;
}
