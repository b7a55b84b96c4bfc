/** How AWS waits for a task: for the call's answer, for a token, or for the job the call started. */
type TaskPattern = 'answer' | 'token' | 'sync';

export interface TaskResource {
  /** 'lambda-arn' for a function named directly, else the service, with 'aws-sdk:' before it for SDK calls. */
  readonly resourceType: string;
  readonly action: string;
  readonly pattern: TaskPattern;
  readonly faults: readonly string[];
}

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[^:]*:[^:]*:function:.+$/;
const INTEGRATION_ARN = /^arn:aws[\w-]*:states:[^:]*:[^:]*:((?:aws-sdk:)?[\w-]+):([\w-]+)(?:\.(waitForTaskToken|sync(?::2)?))?$/;

/** Takes a Task's Resource apart; what the engine cannot run is told in `faults`. */
export function parseTaskResource(resource: string): TaskResource {
  if (FUNCTION_ARN.test(resource)) return { resourceType: 'lambda-arn', action: resource, pattern: 'answer', faults: [] };
  const [, service, action, suffix] = INTEGRATION_ARN.exec(resource) ?? [];
  if (service === undefined || action === undefined) return refused(resource, `Resource '${resource}' is not a known form`);
  if (service === 'activity') return refused(resource, 'activity tasks are not supported by this local engine');
  if (suffix === undefined) return { resourceType: service, action, pattern: 'answer', faults: [] };
  if (suffix === 'waitForTaskToken') return { resourceType: service, action, pattern: 'token', faults: [] };
  if (service !== 'states' || suffix !== 'sync:2') return refused(resource, `'${service}:${action}.${suffix}' is not supported by this local engine`);
  return { resourceType: service, action, pattern: 'sync', faults: [] };
}

function refused(action: string, fault: string): TaskResource {
  return { resourceType: 'unknown', action, pattern: 'answer', faults: [fault] };
}
