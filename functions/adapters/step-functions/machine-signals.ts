import { createHash } from 'node:crypto';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { MachineSignals } from '#domain/dossiers/machine-signals';

/** Step Functions takes no longer name of an execution. */
const MAX_NAME = 80;
const SHORT_HASH = 16;

interface Machines {
  readonly client: SFNClient;
  readonly lifecycleMachineArn: string;
  readonly consultationMachineArn: string;
}

/** The two state machines. An execution's name is what makes a second start of the same machine harmless. */
export function createMachineSignals({ client, lifecycleMachineArn, consultationMachineArn }: Machines): MachineSignals {
  return {
    startLifecycle: ({ dossierId, code, epoch }) =>
      start(client, { stateMachineArn: lifecycleMachineArn, name: executionName(code, epoch), input: { dossierId, code, epoch } }),
    startConsultation: ({ dossierId, code, consultationId, epoch }) =>
      start(client, {
        stateMachineArn: consultationMachineArn,
        name: executionName(`${code}-${consultationId}`, epoch),
        input: { dossierId, consultationId, code },
      }),
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

interface Start {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: Readonly<Record<string, string | number>>;
}

async function start(client: SFNClient, { stateMachineArn, name, input }: Start): Promise<'runs' | 'ended'> {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    return 'runs';
  } catch (error) {
    // Started before, and ended since: a running one with the same input would have answered like a new one.
    if (error instanceof ExecutionAlreadyExists) return 'ended';
    throw error;
  }
}

async function wake(client: SFNClient, taskToken: string): Promise<'woken' | 'stale'> {
  try {
    // The machine learns nothing from us; it reads the record.
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    return 'woken';
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) return 'stale';
    throw error;
  }
}

async function isRunning(client: SFNClient, executionArn: string): Promise<boolean> {
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'RUNNING';
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return false;
    throw error;
  }
}
