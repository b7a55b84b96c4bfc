import { parseTaskResource } from '../engine/task-resource.ts';
import type { PerformTask } from '../shell/execution-runner.ts';
import { callService } from './call-service.ts';
import type { Integrations } from './integrations.ts';
import type { Place } from './invoke-function.ts';
import { invokeDirectly, invokeThroughApi } from './invoke-function.ts';
import type { ChildExecutions } from './run-child.ts';
import { runChild } from './run-child.ts';

/** Makes the call of a Task by the integration its Resource names. */
export function taskPerformer({ integrations, children, place }: { integrations: Integrations; children: ChildExecutions; place: Place }): PerformTask {
  return async (effect, parent) => {
    const resource = parseTaskResource(effect.resource);
    if (resource.resourceType === 'lambda-arn') return await invokeDirectly(integrations, effect);
    if (resource.resourceType === 'lambda') return await invokeThroughApi(integrations, effect, place);
    if (resource.resourceType === 'states') return await runChild(children, { effect, parent, resource });
    return await callService(integrations, effect, resource);
  };
}
