import { S3 } from '@aws-sdk/client-s3';
import { SFN } from '@aws-sdk/client-sfn';
import { SQS } from '@aws-sdk/client-sqs';

import { CellError } from './cell-error.ts';
import { callDynamodb } from '../dynamodb/call-dynamodb.ts';
import { isJsonObject } from '../json/json.ts';

export interface SdkEndpoints {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly dynamodb: string;
  readonly s3: string;
  readonly sqs: string;
  readonly sfn: string;
  putEvents(entries: readonly unknown[]): unknown;
}

/** Calls a service for a state machine's task: `('dynamodb', 'updateItem', {TableName, …})`. */
export type CallSdk = (service: string, action: string, parameters: unknown) => Promise<unknown>;

/** Makes the callers of the services a task may name; the SDK's clients, pointed at the parts of this cell. */
export function createSdkCaller(endpoints: SdkEndpoints): CallSdk {
  const { region, credentials } = endpoints;
  const clients: Readonly<Record<string, object>> = {
    s3: new S3({ region, credentials, endpoint: endpoints.s3, forcePathStyle: true }),
    sqs: new SQS({ region, credentials, endpoint: endpoints.sqs }),
    sfn: new SFN({ region, credentials, endpoint: endpoints.sfn }),
  };
  return async (service, action, parameters) => {
    const input = isJsonObject(parameters) ? parameters : {};
    // Its wire format is what a task gives and takes, so the SDK would only copy it.
    if (service === 'dynamodb') return callDynamodb(endpoints.dynamodb, `DynamoDB.${action.charAt(0).toUpperCase()}${action.slice(1)}`, input);
    if (service === 'eventbridge' && action === 'putEvents') return endpoints.putEvents(Array.isArray(input['Entries']) ? input['Entries'] : []);
    const client = clients[service];
    const method: unknown = client && Reflect.get(client, action);
    if (client === undefined || typeof method !== 'function') throw new CellError(`The local cell does not know the task "aws-sdk:${service}:${action}".`);
    const output: unknown = await Reflect.apply(method, client, [input]);
    return output;
  };
}
