import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { ServiceUrls } from '#local/cell/cell-settings';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';
import type { MeteredCall, MeteredService } from './metered-call.ts';
import { askForCapacity, readDynamodbCall } from './read-dynamodb-call.ts';

export interface Meter {
  /** The calls since the last time this was asked. */
  take(): MeteredCall[];
  /** To be given to a cell: functions and machines then reach the services through the meter. */
  interpose(urls: ServiceUrls): Promise<ServiceUrls>;
  stop(): Promise<void>;
}

/** What the cell itself asks of its queues, which no one pays for on AWS. */
const OWN_QUESTIONS = new Set(['GetQueueAttributes']);

/** Stands between the functions and the embedded services and writes down every call (design §6). */
export function createMeter(): Meter {
  let calls: MeteredCall[] = [];
  const servers: Server[] = [];
  const agent = new Agent({ keepAlive: true });
  const note = (call: MeteredCall): void => {
    if (!OWN_QUESTIONS.has(call.operation)) calls.push(call);
  };
  const inFront = async (service: MeteredService, url: string): Promise<string> => {
    const server = createServer((incoming, outgoing) => {
      passOn({ service, url, agent }, incoming, outgoing).then(note, () => outgoing.destroy());
    });
    servers.push(server);
    return `http://127.0.0.1:${String(await listenLocally(server))}`;
  };
  return {
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    interpose: async (urls) => {
      const [dynamodb, s3, sqs, sfn, kms] = await Promise.all([inFront('dynamodb', urls.dynamodb), inFront('s3', urls.s3), inFront('sqs', urls.sqs), inFront('sfn', urls.sfn), inFront('kms', urls.kms)]);
      return { dynamodb, s3, sqs, sns: urls.sns, sfn, kms, lambda: urls.lambda };
    },
    stop: async () => {
      agent.destroy();
      await Promise.all(servers.map(closeServer));
    },
  };
}

interface Behind {
  readonly service: MeteredService;
  readonly url: string;
  readonly agent: Agent;
}

async function passOn({ service, url, agent }: Behind, incoming: IncomingMessage, outgoing: ServerResponse): Promise<MeteredCall> {
  const sent = await buffer(incoming);
  const asked = service === 'dynamodb' ? Buffer.from(askForCapacity(sent.toString('utf8'))) : sent;
  // The host stays the meter's, because S3 requests are signed for it.
  const headers = { ...incoming.headers, ...(service === 'dynamodb' && { 'content-length': String(asked.length) }) };
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request(`${url}${incoming.url ?? '/'}`, { method: incoming.method, headers, agent }, resolve);
    call.on('error', reject);
    call.end(asked);
  });
  const answer = await buffer(answered);
  outgoing.writeHead(answered.statusCode ?? 502, withoutChunks(answered));
  outgoing.end(answer);
  return readCall(service, incoming, { sent, status: answered.statusCode ?? 502, answer });
}

interface Exchange {
  readonly sent: Buffer;
  readonly status: number;
  readonly answer: Buffer;
}

function readCall(service: MeteredService, { method = 'GET', headers }: IncomingMessage, { sent, status, answer }: Exchange): MeteredCall {
  const target = String(headers['x-amz-target'] ?? '');
  if (service === 'dynamodb') return readDynamodbCall({ target, body: sent.toString('utf8'), status, answerText: answer.toString('utf8') });
  const operation = service === 's3' ? `${method} object` : (target.split('.')[1] ?? 'unknown');
  return { service, operation, status, readUnits: 0, writeUnits: 0, entries: service === 'sqs' ? messagesIn(sent) : 1 };
}

/** The body was read whole, so its length is known again. */
function withoutChunks(answered: IncomingMessage): IncomingMessage['headers'] {
  const { 'transfer-encoding': _chunked, connection: _connection, ...headers } = answered.headers;
  return headers;
}

const batch = z.object({ Entries: z.array(z.unknown()).optional() });

function messagesIn(sent: Buffer): number {
  return batch.safeParse(JSON.parse(sent.toString('utf8') || '{}')).data?.Entries?.length ?? 1;
}
