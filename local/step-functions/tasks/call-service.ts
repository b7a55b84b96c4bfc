import type { Effect, Failure } from '../engine/execution.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { isJsonObject } from '../../json/json.ts';
import { parseJson } from '../../json/parse-json.ts';
import type { TaskResource } from '../engine/task-resource.ts';
import type { Integrations } from './integrations.ts';
import { serviceFailure } from './service-error.ts';

/** Optimized integrations this engine knows, as [service in the Resource, service for the SDK]. */
const OPTIMIZED_SERVICES: Readonly<Record<string, string>> = { dynamodb: 'dynamodb', events: 'eventbridge', sns: 'sns', sqs: 'sqs' };

/** Fields that optimized integrations accept as JSON where the API wants its text. */
const TEXT_FIELDS: Readonly<Record<string, string>> = { sns: 'Message', sqs: 'MessageBody' };

/** Calls a service through the SDK, for aws-sdk: tasks and for optimized ones. */
export async function callService(integrations: Integrations, effect: Effect, { resourceType, action }: TaskResource): Promise<{ output: Json } | { failure: Failure }> {
  const service = sdkService(resourceType);
  if (service === undefined) {
    return { failure: { error: 'States.Runtime', cause: `the local engine has no integration for '${resourceType}:${action}'` } };
  }
  try {
    const output = plainOutput(await integrations.callSdk(service, action, parametersFor(resourceType, effect.parameters)));
    return failedEntries(resourceType, output) ?? { output };
  } catch (error) {
    return { failure: serviceFailure(resourceType, error) };
  }
}

function sdkService(resourceType: string): string | undefined {
  return resourceType.startsWith('aws-sdk:') ? resourceType.slice('aws-sdk:'.length) : OPTIMIZED_SERVICES[resourceType];
}

function parametersFor(resourceType: string, parameters: Json): Json {
  if (!isJsonObject(parameters)) return parameters;
  const field = TEXT_FIELDS[resourceType];
  if (field !== undefined) return withText(parameters, field);
  if (resourceType !== 'events' || !Array.isArray(parameters.Entries)) return parameters;
  return { ...parameters, Entries: parameters.Entries.map((entry) => (isJsonObject(entry) ? withText(entry, 'Detail') : entry)) };
}

function withText(object: JsonObject, field: string): JsonObject {
  const value = object[field];
  return value === undefined || typeof value === 'string' ? object : { ...object, [field]: JSON.stringify(value) };
}

/** SDK outputs carry dates, byte arrays and $metadata; the machine sees JSON. */
function plainOutput(output: unknown): Json {
  const plain = parseJson(JSON.stringify(output ?? {}));
  if (!isJsonObject(plain)) return plain;
  const { $metadata: _metadata, ...rest } = plain;
  return rest;
}

function failedEntries(resourceType: string, output: Json): { failure: Failure } | undefined {
  const failed = resourceType === 'events' && isJsonObject(output) && Number(output.FailedEntryCount ?? 0) > 0;
  return failed ? { failure: { error: 'EventBridge.FailedEntry', cause: JSON.stringify(output) } } : undefined;
}
