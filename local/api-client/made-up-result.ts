import { z } from 'zod';
import { findTemplate } from '#domain/documents/templates';
import type { ApiClient } from '#local/api-client/api-client';

/** Who signs for an agency, calling as themselves; a head is named by the subject in what is drafted. */
export interface AgencySigners {
  readonly head: { readonly subject: string; readonly api: ApiClient };
  readonly clerk: ApiClient;
}

/** A step as whoever answers it reads it. */
export interface StepOfResult {
  readonly dossierId: string;
  /** E.g. H99.101.01-261126-0001: the document is numbered after it. */
  readonly code: string;
  readonly stepId: string;
  readonly procedure: { readonly code: string; readonly version: number };
  /** What the application's form says already; the officer need not. */
  readonly form: Readonly<Record<string, unknown>>;
}

const result = z.object({ template: z.object({ id: z.string(), version: z.number() }).optional(), requiresDocument: z.boolean().default(false) });
const procedure = z.object({ stages: z.array(z.object({ steps: z.array(z.object({ id: z.string(), result: result.optional() })) })) });
type Procedure = z.infer<typeof procedure>;

/** A published version never changes: each caller reads it once. */
const read = new WeakMap<ApiClient, Map<string, Procedure>>();

/** The layout of the signed document without which a step's result is not taken; nothing when its number and date are enough. */
export async function requiredLayout(api: ApiClient, { procedure: { code, version }, stepId }: Pick<StepOfResult, 'procedure' | 'stepId'>): Promise<z.infer<typeof result>['template']> {
  const known = read.get(api) ?? new Map<string, Procedure>();
  read.set(api, known);
  const path = `/v1/procedures/${code}?version=${String(version)}`;
  const { stages } = known.get(path) ?? procedure.parse(await api.get(path));
  known.set(path, { stages });
  const step = stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  return step?.result?.requiresDocument === true ? step.result.template : undefined;
}

const written = z.object({ document: z.object({ id: z.string(), sha256: z.string() }) });

/**
 * The whole way of a made-up result within its agency: drafted by the layout's own sample answers, signed by the head, sealed by
 * the clerk. Every call's key begins with `key`, so that what was cut off is finished by calling again; where a person of the
 * agency came first it leaves the document to them.
 * @throws Error when the API could not be asked
 */
export async function signMadeUpResult(drafter: ApiClient, { head, clerk }: AgencySigners, order: StepOfResult & { readonly layout: { readonly id: string; readonly version: number }; readonly key: string }): Promise<void> {
  const { dossierId, code, stepId, layout, form, key } = order;
  const [day = '', number = ''] = code.split('-').slice(-2);
  const asks = findTemplate(layout).asks.filter(({ fromForm }) => fromForm === undefined || form[fromForm] === undefined);
  const draft = {
    notation: `${number}/20${day.slice(0, 2)}`,
    answers: Object.fromEntries(asks.map(({ name, sample }) => [name, sample])),
    signers: [{ capacity: 'officer', officer: head.subject }, { capacity: 'agency' }],
  };
  const drafted = await taken(drafter, `/v1/dossiers/${dossierId}/steps/${stepId}/documents`, { body: draft, key: `${key}-draft` });
  if (drafted === undefined) return;
  const signatures = `/v1/dossiers/${dossierId}/documents/${drafted.id}/signatures`;
  const signed = await taken(head.api, signatures, { body: { sha256: drafted.sha256 }, key: `${key}-signature` });
  if (signed !== undefined) await taken(clerk, signatures, { body: { sha256: signed.sha256 }, key: `${key}-seal` });
}

/** Nothing when it was refused: somebody else did it, or it is over. A lack on our side is the caller's to try again. */
async function taken(api: ApiClient, path: string, { body, key }: { readonly body: unknown; readonly key: string }): Promise<z.infer<typeof written>['document'] | undefined> {
  const answer = await api.call({ method: 'POST', path, body, idempotencyKey: key });
  if (answer.status < 300) return written.parse(answer.body).document;
  if ([403, 404, 409, 422].includes(answer.status)) return undefined;
  throw new Error(`POST ${path} was answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
}
