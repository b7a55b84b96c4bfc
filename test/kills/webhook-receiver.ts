import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

const told = z.object({ id: z.string(), data: z.object({ dossierId: z.string(), seq: z.number(), agency: z.string() }) });

/** One delivery as it arrived. */
export interface Delivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly dossierId: string;
  readonly seq: number;
  readonly agency: string;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly deliveries: readonly Delivery[];
  /** Told of each delivery, with the agency's code. */
  onDelivery(listener: (agency: string) => void): void;
  endpointUrl(agency: string): string;
  stop(): Promise<void>;
}

/** Listens for all agencies, outside the cell, and writes down what it is told. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = [];
  const listeners: ((agency: string) => void)[] = [];
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        const { id, data } = told.parse(JSON.parse(body));
        deliveries.push({ webhookId: String(request.headers['webhook-id']), eventId: id, ...data, body });
        response.writeHead(204).end();
        for (const listener of listeners) listener(data.agency);
      })
      .catch(() => response.writeHead(400).end());
  });
  const port = await listenLocally(server);
  return {
    deliveries,
    onDelivery: (listener) => void listeners.push(listener),
    endpointUrl: (agency) => `http://127.0.0.1:${String(port)}/${encodeURIComponent(agency)}`,
    stop: () => closeServer(server),
  };
}
