import type { Effect, Failure } from '../engine/execution.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { isJsonObject } from '../../json/json.ts';
import type { Integrations } from './integrations.ts';
import { serviceFailure } from './service-error.ts';

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** A function named as the Resource itself: its payload is the result. */
export async function invokeDirectly(integrations: Integrations, effect: Effect): Promise<{ output: Json } | { failure: Failure }> {
  return await invoke(integrations, effect.resource, effect.parameters);
}

/** lambda:invoke: the payload comes wrapped as the Invoke API answers it. */
export async function invokeThroughApi(integrations: Integrations, effect: Effect, place: Place): Promise<{ output: Json } | { failure: Failure }> {
  const parameters = isJsonObject(effect.parameters) ? effect.parameters : {};
  const { FunctionName: name, Payload: payload = {} } = parameters;
  if (typeof name !== 'string') return { failure: { error: 'States.Runtime', cause: 'lambda:invoke needs a FunctionName' } };
  const result = await invoke(integrations, functionArn(name, place), payload);
  return 'failure' in result ? result : { output: invokeOutput(result.output) };
}

async function invoke(integrations: Integrations, arn: string, payload: Json): Promise<{ output: Json } | { failure: Failure }> {
  try {
    const answer = await integrations.invokeLambda(arn, payload);
    return 'functionError' in answer ? { failure: functionFailure(answer.payload) } : { output: answer.payload };
  } catch (error) {
    return { failure: serviceFailure('lambda', error) };
  }
}

function functionArn(name: string, { region, accountId }: Place): string {
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

/** The error's name is the thrown type; the cause is all the runtime said of it. */
function functionFailure(payload: Json): Failure {
  const type = isJsonObject(payload) ? payload.errorType : undefined;
  return { error: typeof type === 'string' && type !== '' ? type : 'Lambda.Unknown', cause: JSON.stringify(payload) };
}

function invokeOutput(payload: Json): JsonObject {
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: {}, HttpHeaders: {}, HttpStatusCode: 200 },
    SdkResponseMetadata: {},
    StatusCode: 200,
  };
}
