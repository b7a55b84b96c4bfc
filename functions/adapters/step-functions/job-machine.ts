import type { SFNClient } from '@aws-sdk/client-sfn';
import type { JobMachine, JobRun } from '#domain/bulk/job-machine';
import { isRunning, start } from '#functions/adapters/step-functions/executions';

interface Machine {
  readonly client: SFNClient;
  readonly machineArn: string;
  /** What the machine calls the id in its input. */
  readonly idName: 'bulkId' | 'exportId';
}

/** The state machine of a kind of job: one execution for each job and epoch, named after them. */
export function createJobMachine({ client, machineArn, idName }: Machine): JobMachine {
  return {
    start: async (run) => {
      await start(client, { stateMachineArn: machineArn, name: nameOf(run), input: { [idName]: run.id, epoch: run.epoch } });
    },
    isRunning: (run) => isRunning(client, `${machineArn.replace(':stateMachine:', ':execution:')}:${nameOf(run)}`),
  };
}

function nameOf({ id, epoch }: JobRun): string {
  return `${id}-${String(epoch)}`;
}
