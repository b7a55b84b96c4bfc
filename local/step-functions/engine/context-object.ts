import type { Thread } from './execution.ts';
import type { JsonObject } from '../../json/json.ts';
import type { Run } from './run.ts';

/** `$states.context`, with instants as ISO 8601 in UTC. */
export function contextObject(run: Run, thread: Thread, token: string | null = null): JsonObject {
  const { execution } = run;
  return {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: execution.roleArn,
      StartTime: new Date(execution.startedAt).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    State: {
      Name: thread.state,
      EnteredTime: new Date(thread.enteredAt).toISOString(),
      RetryCount: thread.retryCounts.reduce((sum, count) => sum + count, 0),
    },
    ...(token === null ? {} : { Task: { Token: token } }),
    ...(thread.mapItem === null ? {} : { Map: { Item: { Index: thread.mapItem.Index, Value: thread.mapItem.Value } } }),
  };
}
