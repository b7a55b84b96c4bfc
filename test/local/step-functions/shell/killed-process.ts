// A process to be killed: starts the same executions as every process before it, and works until all of them are closed.
import { executionArn } from '#local/step-functions/service/execution-api';
import { startStepFunctions } from '#local/step-functions/start-step-functions';

const [dataFolder = '', count = '1'] = process.argv.slice(2);
const arn = 'arn:aws:states:ap-southeast-1:111111111111:stateMachine:counting';
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: 'count', Payload: '{% $states.input %}' }, Output: '{% $states.result.Payload %}', Next: 'Enough' },
    Enough: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n >= 25 %}', Next: 'Done' }], Default: 'Rest' },
    Rest: { Type: 'Wait', Seconds: 0, Next: 'Count' },
    Done: { Type: 'Succeed' },
  },
});

const service = await startStepFunctions({
  dataFolder, region: 'ap-southeast-1', accountId: '111111111111', clock: { now: () => Date.now() },
  integrations: {
    invokeLambda: async (_function, payload) => {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      const n = typeof payload === 'object' && payload !== null && 'n' in payload ? Number(payload.n) : 0;
      return { payload: { n: n + 1 } };
    },
    callSdk: () => Promise.reject(new Error('no service is called')),
  },
});
service.deploy({ arn, name: 'counting', definition });
const closed = Array.from({ length: Number(count) }, async (_, index) => {
  const name = `one-${index}`;
  const standing = service.executions.closed(executionArn(arn, name));
  await (standing ?? service.executions.closed(service.executions.startExecution({ stateMachineArn: arn, name, input: '{"n":0}' }).executionArn));
});
process.stdout.write('working\n');
await Promise.all(closed);
await service.stop();
