// Our Step Functions engine as ../shared/asl-check/judge.mjs (beside the repository) wants it. Plain JavaScript that bundles the TypeScript
// engine on the fly, so that it runs under any Node from 20 on:
//   node ../shared/asl-check/judge.mjs test/support/asl-engine.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ENGINE_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../local/step-functions');
const ENTRY = `
  export { parseMachine } from './definition/parse-machine.ts';
  export { advance } from './engine/advance.ts';
  export { newExecution } from './engine/new-execution.ts';
`;
const START = Date.parse('2026-01-05T01:00:00Z');

async function loadEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'asl-engine-'));
  const outfile = join(folder, 'engine.cjs');
  try {
    await build({
      stdin: { contents: ENTRY, resolveDir: ENGINE_FOLDER, loader: 'ts' },
      bundle: true, platform: 'node', format: 'cjs', target: 'node20', outfile, logLevel: 'error',
    });
    return (await import(pathToFileURL(outfile).href)).default;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { parseMachine, advance, newExecution } = await loadEngine();

/** Lets recorded answers arrive; a task recorded as timed out never answers. */
function nextTurn() {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function perform(effect, replay) {
  try {
    return { kind: 'succeeded', taskId: effect.taskId, output: await replay.task(effect) };
  } catch (failure) {
    return { kind: 'failed', taskId: effect.taskId, failure: { error: failure.error ?? null, cause: failure.cause ?? null } };
  }
}

async function run(testCase, replay) {
  const machine = parseMachine(JSON.stringify(testCase.definition));
  const { stateMachineName: machineName, executionName: name } = testCase.context;
  const arns = 'arn:aws:states:us-east-1:111111111111';
  let execution = newExecution(machine, {
    arn: `${arns}:execution:${machineName}:${name}`, machineArn: `${arns}:stateMachine:${machineName}`,
    roleArn: 'arn:aws:iam::111111111111:role/machine', name, machineName, input: testCase.input, seed: testCase.name,
  }, START);
  const history = [];
  let answers = [];
  for (let now = START; ;) {
    const step = await advance(machine, execution, { now, answers });
    execution = step.execution;
    history.push(...step.events);
    if (execution.status !== 'RUNNING') break;
    const arrived = [];
    answers = arrived;
    for (const effect of step.effects) void perform(effect, replay).then((answer) => arrived.push(answer));
    await nextTurn();
    if (arrived.length === 0) now = Math.max(now, step.nextWakeAt);
  }
  return {
    status: execution.status, output: execution.output, error: execution.failure?.error, cause: execution.failure?.cause,
    path: history.filter(({ type }) => type.endsWith('StateEntered')).map(({ details }) => details.name),
    events: history.map(({ type }) => type),
  };
}

export default { name: 'Một Cửa', run };
