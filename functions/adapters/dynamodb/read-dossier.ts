import * as z from 'zod';
import { dossier, type Dossier } from '#domain/dossiers/dossier';
import { META, ownerIdOf } from '#functions/adapters/dynamodb/dossier-keys';

const meta = z.looseObject({
  itemType: z.literal('META'),
  dossierId: z.string(),
  state: z.string(),
  procedureCode: z.string(),
  procedureVersion: z.number(),
  version: z.number(),
  partsTotal: z.number(),
  partsTouched: z.number(),
  ownerPk: z.string(),
  head: z.string().exactOptional(),
});

const keyed = z.looseObject({ sk: z.string() });
const asOf = z.number();
const withId = z.looseObject({ id: z.string() });
const part = z.discriminatedUnion('itemType', [
  z.looseObject({ itemType: z.literal('FILING'), asOf }),
  z.object({ itemType: z.literal('APPLICATION'), asOf, application: z.unknown(), salt: z.string().exactOptional() }),
  z.object({ itemType: z.literal('PAPER'), asOf, paper: withId }),
  z.object({ itemType: z.literal('STEP'), asOf, step: withId }),
  z.object({ itemType: z.literal('CONSULTATION'), asOf, consultation: withId, revision: z.number() }),
  z.object({ itemType: z.literal('DOCUMENT'), asOf, document: withId, revision: z.number() }),
]);
type Meta = z.infer<typeof meta>;
type Part = z.infer<typeof part>;

/** `torn`: a transaction was being applied while the query ran, and the items do not belong to one version. */
export type ReadOutcome = { readonly kind: 'read'; readonly dossier: Dossier } | { readonly kind: 'absent' } | { readonly kind: 'torn' };

/**
 * Puts a dossier together from its items. A query is not isolated from a transaction (it is read-committed only), so
 * META counts its parts and those written with its own version; what does not add up is read again.
 * @throws ZodError when the record holds what no dossier can be
 */
export function readDossier(items: readonly unknown[]): ReadOutcome {
  const [first, ...rest] = items;
  if (first === undefined) return { kind: 'absent' };
  // META has the smallest sort key: parts without it are a first commit that is being applied.
  if (keyed.parse(first).sk !== META) return { kind: 'torn' };
  const head = meta.parse(first);
  const parts = rest.map((item) => part.parse(item));
  return isWhole(head, parts) ? { kind: 'read', dossier: assemble(head, parts) } : { kind: 'torn' };
}

function isWhole(head: Meta, parts: readonly Part[]): boolean {
  const touched = parts.filter((each) => each.asOf === head.version).length;
  return parts.length === head.partsTotal && touched === head.partsTouched && parts.every((each) => each.asOf <= head.version);
}

function assemble(head: Meta, parts: readonly Part[]): Dossier {
  const personal = parts.find((each) => each.itemType === 'APPLICATION');
  return dossier.parse({
    ...factsOf(head),
    ...filingFacts(parts.find((each) => each.itemType === 'FILING')),
    application: personal?.application,
    salt: personal?.salt,
    papers: byId(parts.flatMap((each) => (each.itemType === 'PAPER' ? [each.paper] : []))),
    steps: byId(parts.flatMap((each) => (each.itemType === 'STEP' ? [each.step] : []))),
    consultations: byId(parts.flatMap((each) => (each.itemType === 'CONSULTATION' ? [{ ...each.consultation, revision: each.revision }] : []))),
    documents: byId(parts.flatMap((each) => (each.itemType === 'DOCUMENT' ? [{ ...each.document, revision: each.revision }] : []))),
  });
}

function byId(parts: readonly z.infer<typeof withId>[]): Record<string, unknown> {
  return Object.fromEntries(parts.map((each): [string, unknown] => [each.id, each]));
}

/** What is for keys, indices and the machine is not the dossier's. */
const FOR_THE_TABLE: ReadonlySet<string> = new Set([
  'pk', 'sk', 'itemType', 'asOf', 'partsTotal', 'partsTouched',
  'ownerPk', 'ownerSk', 'inboxPk', 'inboxSk', 'kind', 'attentionPk', 'attentionSk', 'censusPk', 'censusSk',
  'wakeAt', 'relayedVersion', 'wait', 'dossierId', 'state', 'procedureCode', 'procedureVersion',
]);

function factsOf(head: Meta): Record<string, unknown> {
  return {
    ...ownFacts(head),
    id: head.dossierId,
    status: head.state,
    procedure: { code: head.procedureCode, version: head.procedureVersion },
    ownerId: ownerIdOf(head.ownerPk),
    ...(head.head === undefined ? {} : { head: Buffer.from(head.head, 'base64url').toString('hex') }),
  };
}

function filingFacts(filing: Part | undefined): Record<string, unknown> {
  return filing === undefined ? {} : ownFacts(filing);
}

function ownFacts(item: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !FOR_THE_TABLE.has(name)));
}
