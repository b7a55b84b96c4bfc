import { closeServer } from '../servers/close-server.ts';
import { listenLocally } from '../servers/listen-locally.ts';
import type { Execution } from './engine/execution.ts';
import { ExecutionApi, executionArn } from './service/execution-api.ts';
import { httpServer } from './service/http-server.ts';
import type { Deployment } from './service/machine-api.ts';
import { MachineApi } from './service/machine-api.ts';
import { operations } from './service/operations.ts';
import { TaskApi } from './service/task-api.ts';
import type { Clock, PerformTask } from './shell/execution-runner.ts';
import { ExecutionRunner } from './shell/execution-runner.ts';
import { ExecutionStore } from './shell/execution-store.ts';
import { MachineStore } from './shell/machine-store.ts';
import { openDatabase } from './shell/open-database.ts';
import type { Integrations } from './tasks/integrations.ts';
import { taskPerformer } from './tasks/perform-task.ts';

export interface StepFunctionsSettings {
  /** Folder of the one database file; made when it is missing. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly integrations: Integrations;
  readonly region: string;
  readonly accountId: string;
  /** A free port when left out. */
  readonly port?: number;
  /** Start without moving stored executions, until resume(): for when the functions they call are not up yet. */
  readonly paused?: boolean;
  /** Told once of every execution that is closed, after that is stored. */
  readonly onExecutionClosed?: (execution: Execution) => void;
}

export interface LocalStepFunctions {
  readonly url: string;
  readonly port: number;
  /** Puts a definition under an ARN. Running executions keep the one they started with. Throws ApiError InvalidDefinition. */
  deploy(deployment: Deployment): { definitionHash: string };
  readonly machines: MachineApi;
  readonly executions: ExecutionApi;
  readonly tasks: TaskApi;
  /** Takes up stored executions: unanswered calls are made again, timers that came due fire. */
  resume(): void;
  /** To be called when the clock was moved. */
  poke(): void;
  /** Resolves when no call is under way and nothing moves before the clock does. */
  idle(): Promise<void>;
  /** Counts over all executions ever started, for metering. */
  totals(): { executions: number; running: number; transitions: number };
  stop(): Promise<void>;
}

/** Starts the local Step Functions: an HTTP endpoint for @aws-sdk/client-sfn and the same calls as methods. */
export async function startStepFunctions(settings: StepFunctionsSettings): Promise<LocalStepFunctions> {
  const { clock, region, accountId } = settings;
  const place = { region, accountId };
  const database = openDatabase(settings.dataFolder);
  const store = new ExecutionStore(database);
  const machineStore = new MachineStore(database);
  // The performer starts child executions and the executions need the performer: it is looked up when a call is made.
  const perform: PerformTask = (effect, execution) => performer(effect, execution);
  const runner = new ExecutionRunner({
    store, clock, perform, machineOf: (hash) => machineStore.parsed(hash), onClosed: settings.onExecutionClosed,
  });
  const machines = new MachineApi({ machines: machineStore, clock, place });
  const executions = new ExecutionApi({ executions: store, machines: machineStore, machineApi: machines, runner, clock });
  const tasks = new TaskApi({ executions: store, runner });
  const children = {
    startExecution: executions.startExecution.bind(executions), closed: executions.closed.bind(executions), executionArn,
  };
  const performer = taskPerformer({ integrations: settings.integrations, children, place });
  const server = httpServer(operations({ machines, executions, tasks }));
  const port = await listenLocally(server, settings.port);
  if (settings.paused !== true) runner.recover();
  return {
    url: `http://127.0.0.1:${port}`, port, machines, executions, tasks,
    deploy: (deployment) => machines.deploy(deployment),
    resume: () => runner.recover(),
    poke: () => runner.poke(),
    idle: () => runner.idle(),
    totals: () => store.totals(),
    stop: async () => {
      runner.stop();
      await closeServer(server);
      database.close();
    },
  };
}
