import type { SFNClient } from '@aws-sdk/client-sfn';
import type { ReplayMachine, ReplayRun } from '#domain/deadlines/replay-machine';
import { isRunning, start, wake } from '#functions/adapters/step-functions/executions';

interface Machine {
  readonly client: SFNClient;
  readonly machineArn: string;
}

/** The state machine `calendar-replay`: one execution for each edition and epoch, named after them. */
export function createReplayMachine({ client, machineArn }: Machine): ReplayMachine {
  return {
    start: async ({ edition, epoch }) => {
      await start(client, { stateMachineArn: machineArn, name: nameOf({ edition, epoch }), input: { edition, epoch } });
    },
    wake: (token) => wake(client, token),
    isRunning: (run) => isRunning(client, `${machineArn.replace(':stateMachine:', ':execution:')}:${nameOf(run)}`),
  };
}

function nameOf({ edition, epoch }: ReplayRun): string {
  return `edition-${String(edition)}-${String(epoch)}`;
}
