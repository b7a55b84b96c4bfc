import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';

import { isJsonObject } from '../json/json.ts';
import type { JsonObject } from '../json/json.ts';

const agent = new Agent({ keepAlive: true });

/** What DynamoDB answered instead of a result, e.g. name `ResourceNotFoundException`. */
export class DynamodbError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/**
 * One call of the DynamoDB or DynamoDB Streams API as plain JSON: stream records are handed to functions just as they
 * stand on the wire. The embedded store checks that a signature is there, not that it is right.
 * @param operation e.g. `DynamoDB.CreateTable` or `Streams.GetRecords`
 */
export async function callDynamodb(endpoint: string, operation: `DynamoDB.${string}` | `Streams.${string}`, input: object): Promise<JsonObject> {
  const [service, action] = operation.split('.');
  const target = `${service === 'Streams' ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${action ?? ''}`;
  const body = Buffer.from(JSON.stringify(input));
  const { status, answer } = await post(endpoint, target, body);
  const content = isJsonObject(answer) ? answer : {};
  if (status === 200) return content;
  const [, name = 'UnknownError'] = String(content['__type'] ?? '').split('#');
  throw new DynamodbError(name, String(content['message'] ?? content['Message'] ?? ''));
}

function post(endpoint: string, target: string, body: Buffer): Promise<{ status: number; answer: unknown }> {
  const headers = {
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-date': '20260101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
  };
  return new Promise((resolve, reject) => {
    const call = request(endpoint, { method: 'POST', agent, headers }, (response) => {
      json(response).then((answer) => resolve({ status: response.statusCode ?? 500, answer }), reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}
