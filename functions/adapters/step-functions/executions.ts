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

interface Start {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly input: Readonly<Record<string, string | number>>;
}

/** Starting again under the same name does nothing; `ended` when that run has come to its end before. */
export async function start(client: SFNClient, { stateMachineArn, name, input }: Start): Promise<'runs' | 'ended'> {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    return 'runs';
  } catch (error) {
    // Started before, and ended since: a running one with the same input would have answered like a new one.
    if (error instanceof ExecutionAlreadyExists) return 'ended';
    throw error;
  }
}

/** A token that is used, timed out or unknown is not an error (D4): `stale`. */
export async function wake(client: SFNClient, taskToken: string): Promise<'woken' | 'stale'> {
  try {
    // The machine learns nothing from us; it reads the record.
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    return 'woken';
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) return 'stale';
    throw error;
  }
}

/** False as well when there is no such execution. */
export async function isRunning(client: SFNClient, executionArn: string): Promise<boolean> {
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'RUNNING';
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return false;
    throw error;
  }
}
