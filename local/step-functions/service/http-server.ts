import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { parseJson } from '../../json/parse-json.ts';
import { ApiError } from './api-error.ts';
import type { Operation } from './operations.ts';

const TARGET = 'AWSStepFunctions.';
const LARGEST_BODY_BYTES = 2 * 1024 * 1024;

/** Answers the AWS JSON 1.0 protocol: the call in X-Amz-Target, errors by `__type`. Signatures are not looked at. */
export function httpServer(operations: ReadonlyMap<string, Operation>): Server {
  return createServer((request, response) => {
    answer(operations, request).then((body) => send(response, 200, body), (error: unknown) => sendError(response, error));
  });
}

async function answer(operations: ReadonlyMap<string, Operation>, request: IncomingMessage): Promise<unknown> {
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = target.startsWith(TARGET) ? operations.get(target.slice(TARGET.length)) : undefined;
  const body = await bodyOf(request);
  if (operation === undefined) throw new ApiError('UnknownOperationException', `The local Step Functions does not know '${target}'`);
  return await operation(body);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const body: AsyncIterable<Buffer> = request;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > LARGEST_BODY_BYTES) throw new ApiError('ValidationException', 'The request is too large');
    chunks.push(piece);
  }
  try {
    return chunks.length === 0 ? {} : parseJson(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ApiError('SerializationException', 'The request is not JSON');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
  response.end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ApiError) send(response, 400, { __type: error.name, message: error.message });
  else send(response, 500, { __type: 'InternalFailure', message: error instanceof Error ? error.message : String(error) });
}
