import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll } from '@jest/globals';
import { z } from 'zod';
import { createMachineSignals } from '#functions/adapters/step-functions/machine-signals';
import { startStepFunctions, type LocalStepFunctions } from '#local/step-functions/start-step-functions';
import { machineSignalsContract } from '#test/support/contracts/machine-signals.contract';
import { RecordingMachineSignals } from '#test/support/fakes/recording-machine-signals';

const fake = new RecordingMachineSignals();
machineSignalsContract('The fake', () => ({ signals: fake, waiting: async (dossierId) => fake.waiting(dossierId) }));

// Waits once under a token and ends.
const WAITER = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: {
    Wait: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      Arguments: { Input: '{% $states.input %}', Token: '{% $states.context.Task.Token %}', Execution: '{% $states.context.Execution.Id %}' },
      End: true,
    },
  },
});
const seenWait = z.object({ Input: z.object({ dossierId: z.string() }), Token: z.string(), Execution: z.string() });

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const arnOf = (name: string) => `arn:aws:states:${place.region}:${place.accountId}:stateMachine:${name}`;
const folder = mkdtempSync(join(tmpdir(), 'machine-signals-'));
const waits: z.infer<typeof seenWait>[] = [];
let service: LocalStepFunctions;
let client: SFNClient;

beforeAll(async () => {
  service = await startStepFunctions({
    ...place,
    dataFolder: folder,
    clock: { now: () => Date.now() },
    integrations: {
      invokeLambda: () => Promise.reject(new Error('No function is called here')),
      callSdk: (_service, _action, parameters) => Promise.resolve({ waits: waits.push(seenWait.parse(parameters)) }),
    },
  });
  for (const name of ['DossierLifecycle', 'InteragencyConsultation', 'DocumentSigning']) service.deploy({ arn: arnOf(name), name, definition: WAITER });
  client = new SFNClient({ endpoint: service.url, region: place.region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => {
  client.destroy();
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

machineSignalsContract('Step Functions', () => ({
  signals: createMachineSignals({ client, lifecycleMachineArn: arnOf('DossierLifecycle'), consultationMachineArn: arnOf('InteragencyConsultation'), signingMachineArn: arnOf('DocumentSigning') }),
  waiting: async (dossierId) => {
    await service.idle();
    const running = waits.filter((wait) => wait.Input.dossierId === dossierId && service.executions.describeExecution({ executionArn: wait.Execution }).status === 'RUNNING');
    return running.map((wait) => ({ executionArn: wait.Execution, token: wait.Token }));
  },
}));
