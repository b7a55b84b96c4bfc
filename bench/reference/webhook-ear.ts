import { createServer } from 'node:http';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

/** Listens for webhooks and says thank you; the bench wants them sent, not read. */
export async function openWebhookEar(): Promise<{ url: string; heard(): number; stop(): Promise<void> }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    request.resume().on('end', () => response.writeHead(204).end());
  });
  const port = await listenLocally(server);
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    heard: () => count,
    stop: () => closeServer(server),
  };
}
