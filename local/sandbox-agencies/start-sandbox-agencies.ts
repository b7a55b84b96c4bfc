import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { Webhook } from 'standardwebhooks';
import { createApiClient, type ApiClient } from '#local/api-client/api-client';
import { portTaken } from '#local/cell/port-taken';
import { answerStepAs } from '#local/sandbox-agencies/answer-step';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

interface SandboxAgency {
  readonly code: string;
  readonly token: () => Promise<string>;
}

interface SandboxOptions {
  readonly apiUrl: string;
  readonly agencies: readonly SandboxAgency[];
  /** How long an agency "works" on a step, in milliseconds of real time. */
  readonly workMilliseconds: number;
  /** How often each agency looks into its inbox, in milliseconds: what a webhook lost, the inbox still shows. */
  readonly pollMilliseconds: number;
  /** Any free port unless given; a fixed one lets endpoints registered yesterday still be reached. */
  readonly port?: number;
  readonly onNotice?: (line: string) => void;
}

export interface SandboxAgencies {
  /** Where the webhooks of an agency go. */
  endpointUrl(agency: string): string;
  /** Tells the sandbox the secret its endpoint was given, so that it can verify what arrives. */
  knowSecret(agency: string, secret: string): void;
  stop(): Promise<void>;
}

const inbox = z.object({ rows: z.array(z.object({ kind: z.string(), dossierId: z.string(), itemId: z.string() })) });
const notice = z.object({ type: z.string(), data: z.object({ dossierId: z.string(), stepId: z.string().optional() }) });

/**
 * Agencies with software of their own: they verify signed webhooks, look into their inbox in case one was lost,
 * and answer every step with a result. Misbehaving ones belong to a later issue.
 */
export async function startSandboxAgencies(options: SandboxOptions): Promise<SandboxAgencies> {
  const secrets = new Map<string, string>();
  const atWork = new Set<string>();
  const clients = new Map(options.agencies.map((agency) => [agency.code, createApiClient({ apiUrl: options.apiUrl, token: agency.token })]));

  const work = (agency: string, api: ApiClient, item: { dossierId: string; stepId: string }) => {
    const key = `${item.dossierId}/${item.stepId}`;
    if (atWork.has(key)) return;
    atWork.add(key);
    setTimeout(() => {
      answerStepAs(api, item)
        .catch((error: unknown) => options.onNotice?.(`${agency} could not answer ${key}: ${String(error)}`))
        .finally(() => atWork.delete(key));
    }, options.workMilliseconds).unref();
  };

  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        const agency = decodeURIComponent(request.url?.slice(1) ?? '');
        const api = clients.get(agency);
        const secret = secrets.get(agency);
        if (api === undefined || secret === undefined) return response.writeHead(404).end();
        const told = notice.parse(verified(secret, body, request));
        if (told.data.stepId !== undefined && /step-(re)?opened/.test(told.type)) work(agency, api, { dossierId: told.data.dossierId, stepId: told.data.stepId });
        return response.writeHead(204).end();
      })
      .catch(() => response.writeHead(400).end());
  });
  const port = await listenLocally(server, options.port).catch(() => {
    throw portTaken('the sandbox agencies', options.port ?? 0);
  });

  const look = async () => {
    for (const [agency, api] of clients) {
      const read = await api.call({ method: 'GET', path: '/v1/inbox?limit=50' });
      const rows = inbox.safeParse(read.body).data?.rows ?? [];
      for (const row of rows) if (row.kind === 'step') work(agency, api, { dossierId: row.dossierId, stepId: row.itemId });
    }
  };
  const poll = setInterval(() => void look().catch(() => undefined), options.pollMilliseconds);

  return {
    endpointUrl: (agency) => `http://127.0.0.1:${port}/${encodeURIComponent(agency)}`,
    knowSecret: (agency, secret) => void secrets.set(agency, secret),
    stop: async () => {
      clearInterval(poll);
      await closeServer(server);
    },
  };
}

function verified(secret: string, body: string, request: IncomingMessage): unknown {
  const header = (name: string) => String(request.headers[name] ?? '');
  return new Webhook(secret).verify(body, {
    'webhook-id': header('webhook-id'),
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  });
}
