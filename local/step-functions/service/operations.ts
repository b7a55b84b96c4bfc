import type { z } from 'zod';
import { ApiError } from './api-error.ts';
import * as requests from './api-requests.ts';
import type { ExecutionApi } from './execution-api.ts';
import type { MachineApi } from './machine-api.ts';
import type { TaskApi } from './task-api.ts';

export type Operation = (body: unknown) => unknown;

function operation<Schema extends z.ZodType>(schema: Schema, perform: (request: z.output<Schema>) => unknown): Operation {
  return (body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new ApiError('ValidationException', parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    }
    return perform(parsed.data);
  };
}

/** Every call of the API this service answers, by the name in X-Amz-Target. */
export function operations({ machines, executions, tasks }: { machines: MachineApi; executions: ExecutionApi; tasks: TaskApi }): ReadonlyMap<string, Operation> {
  return new Map([
    ['CreateStateMachine', operation(requests.createStateMachine, (request) => machines.createStateMachine(request))],
    ['UpdateStateMachine', operation(requests.updateStateMachine, (request) => machines.updateStateMachine(request))],
    ['ListStateMachines', operation(requests.listStateMachines, (request) => machines.listStateMachines(request))],
    ['DescribeStateMachine', operation(requests.describeStateMachine, (request) => machines.describeStateMachine(request))],
    ['StartExecution', operation(requests.startExecution, (request) => executions.startExecution(request))],
    ['StopExecution', operation(requests.stopExecution, (request) => executions.stopExecution(request))],
    ['DescribeExecution', operation(requests.describeExecution, (request) => executions.describeExecution(request))],
    ['DescribeStateMachineForExecution', operation(requests.describeExecution, (request) => executions.describeStateMachineForExecution(request))],
    ['ListExecutions', operation(requests.listExecutions, (request) => executions.listExecutions(request))],
    ['GetExecutionHistory', operation(requests.getExecutionHistory, (request) => executions.getExecutionHistory(request))],
    ['SendTaskSuccess', operation(requests.sendTaskSuccess, (request) => tasks.sendTaskSuccess(request))],
    ['SendTaskFailure', operation(requests.sendTaskFailure, (request) => tasks.sendTaskFailure(request))],
    ['SendTaskHeartbeat', operation(requests.sendTaskHeartbeat, (request) => tasks.sendTaskHeartbeat(request))],
  ]);
}
