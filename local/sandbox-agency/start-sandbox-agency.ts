import { createServer } from 'node:http';
import type { ApiClient } from '#local/api-client/api-client';
import type { AgencySigners } from '#local/api-client/made-up-result';
import { portTaken } from '#local/cell/port-taken';
import { answerControl } from '#local/sandbox-agency/answer-control';
import { catchUp } from '#local/sandbox-agency/do-steps';
import { hearMessage } from '#local/sandbox-agency/hear-message';
import type { Heard, SandboxAgency } from '#local/sandbox-agency/sandbox-agency';
import { BEHAVIOURS, conduct as conductSchema, type Conduct } from '#local/sandbox-agency/sandbox-mode';
import { closeServer } from '#local/servers/close-server';
import { listenLocally } from '#local/servers/listen-locally';

interface SandboxOptions {
  /** The environment whose steps are answered. */
  readonly apiUrl: string;
  /** Any free port unless given; a fixed one lets endpoints registered yesterday still be reached. */
  readonly port?: number;
  /** The environment's time in milliseconds; a local cell's may have been moved. */
  readonly now?: () => number;
  /** The key that forged signatures claim to be made with. */
  readonly keyId?: string;
  readonly onNotice?: (line: string) => void;
  readonly onHeard?: (path: string, heard: Heard) => void;
}

export interface Sandbox {
  /** The control page. */
  readonly url: string;
  /** Where the webhooks of an agency go. */
  endpointUrl(path: string): string;
  /** A new path, of letters, digits, dots and dashes; healthy unless told otherwise. Without an `api` it only listens. */
  add(agency: { readonly path: string; readonly api?: ApiClient; readonly signers?: AgencySigners | undefined; readonly conduct?: Partial<Conduct> }): SandboxAgency;
  /** Tells an agency a secret its endpoint was given, so that it can verify what arrives; after a rotation it knows both. */
  knowSecret(path: string, secret: string): void;
  behave(path: string, conduct: Partial<Conduct>): void;
  /** Has an agency do what lies in its inbox: what it was told of while it was away. */
  catchUp(path: string): Promise<void>;
  agency(path: string): SandboxAgency;
  stop(): Promise<void>;
}

/**
 * Software of agencies, for trying an environment out: it verifies webhooks, answers steps through the public API, and
 * misbehaves on command (`sandbox-mode.ts`), each path in its own way.
 */
export async function startSandboxAgency(options: SandboxOptions): Promise<Sandbox> {
  const { apiUrl, now = Date.now, keyId = 'unknown-client/unknown-key', onNotice = () => undefined, onHeard } = options;
  const agencies = new Map<string, SandboxAgency>();
  const stopping = new AbortController();
  const workshop = { apiUrl, keyId, now, stopping: stopping.signal, onNotice };
  const hearing = { ...workshop, onHeard: (agency: SandboxAgency, heard: Heard) => hear(agency, heard, { onNotice, onHeard }) };
  const agencyAt = (path: string): SandboxAgency => {
    const agency = agencies.get(path);
    if (agency === undefined) throw new Error(`The sandbox has no agency at ${path}`);
    return agency;
  };
  const behave: Sandbox['behave'] = (path, changes) => {
    const agency = agencyAt(path);
    const before = BEHAVIOURS[agency.conduct.mode].work;
    agency.conduct = { ...agency.conduct, ...changes };
    onNotice(`${path} is ${agency.conduct.mode} now`);
    if (before === 'none' || before === 'forged') void catchUp(agency, workshop).catch(() => undefined);
  };
  const server = createServer((request, response) => {
    const agency = agencies.get(/^\/webhooks\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '');
    const answering = agency !== undefined && request.method === 'POST' ? hearMessage(agency, { request, response }, hearing) : answerControl({ agencies, behave }, request, response);
    answering.catch(() => response.destroy());
  });
  const port = await listenLocally(server, options.port).catch(() => {
    throw portTaken('the sandbox agency', options.port ?? 0);
  });
  const url = `http://127.0.0.1:${String(port)}`;

  return {
    url,
    endpointUrl: (path) => `${url}/webhooks/${path}`,
    add: ({ path, api, signers, conduct = {} }) => {
      const agency = { path, api, signers, conduct: conductSchema.parse({ mode: 'healthy', ...conduct }), secrets: new Set<string>(), heard: [], said: [], seen: new Set<string>(), atWork: new Set<string>(), heldBack: [] };
      agencies.set(path, agency);
      return agency;
    },
    knowSecret: (path, secret) => void agencyAt(path).secrets.add(secret),
    behave,
    catchUp: (path) => catchUp(agencyAt(path), workshop),
    agency: agencyAt,
    stop: async () => {
      stopping.abort();
      await closeServer(server);
    },
  };
}

interface Listeners {
  readonly onNotice: (line: string) => void;
  readonly onHeard?: SandboxOptions['onHeard'];
}

function hear({ path }: SandboxAgency, heard: Heard, { onNotice, onHeard }: Listeners): void {
  const what = heard.isGenuine ? `${heard.type} of ${heard.dossierId}` : 'a message whose signature is wrong';
  onNotice(`${path} heard ${what} and ${heard.status === 0 ? 'hung up' : `answered ${String(heard.status)}`}`);
  onHeard?.(path, heard);
}
