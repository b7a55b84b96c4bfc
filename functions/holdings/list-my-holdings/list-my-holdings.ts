import type * as z from 'zod';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import { holdingView, type Holding } from '#domain/holdings/holding';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { storesOf } from '#domain/holdings/store-owner';
import { dayInVietnam } from '#domain/holdings/validity';
import { whyUnusable } from '#domain/holdings/why-unusable';
import type { Authoriser } from '#domain/kernel/authoriser';
import { toIso } from '#domain/kernel/instant';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { procedureNotFound } from '#domain/procedures/procedure-not-found';
import type { ProcedureStore } from '#domain/procedures/procedure-store';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { ReadRequest } from '#functions/platform/http-request';
import { pageOfStores } from '#functions/platform/page-of-stores';
import { EdgeProblem } from '#functions/platform/problem';
import type { holdingsQuery } from './contract.ts';

interface Dependencies {
  readonly holdings: Pick<HoldingStore, 'of' | 'ofType'>;
  readonly procedures: Pick<ProcedureStore, 'inForce'>;
  readonly authoriser: Authoriser;
}

/** How many of one type are offered: who has handed in more of the same has the newest to choose from. */
const OFFERS_A_TYPE = 5;
const MAX_OFFERS = 100;

/** The caller's own stores: his account's, and that under his proved number. The owner is in the key: there is nothing to filter and nothing to leak. */
export async function listMyHoldings({ holdings, procedures, authoriser }: Dependencies, { principal, query, now }: ReadRequest<undefined, z.infer<typeof holdingsQuery>>): Promise<HttpAnswer> {
  const owners = storesOf(principal);
  if (!owners.every((owner) => authoriser.authorise({ principal, action: 'ListHoldings', resource: { owner } }))) throw new EdgeProblem('not-allowed');
  const { procedureCode, limit, cursor } = query;
  if (procedureCode === undefined) {
    const page = await pageOfStores(holdings, owners, { limit, ...(cursor !== undefined && { cursor }) });
    return { status: 200, body: { ...page, rows: page.rows.map(holdingView) } };
  }
  const procedure = await procedures.inForce(procedureCode, dayOfReceipt(now));
  if (procedure === undefined) throw procedureNotFound();
  const types = [...new Set(procedure.papers.flatMap((slot) => slot.holdings.map(({ type }) => type)))];
  const found = await Promise.all(owners.flatMap((owner) => types.map((type) => holdings.ofType(owner, { type, limit: OFFERS_A_TYPE }))));
  const rows = found.flatMap((page) => page.rows.flatMap((held) => offer(held, procedure, dayInVietnam(toIso(now)))));
  return { status: 200, body: { rows: rows.slice(0, MAX_OFFERS) } };
}

/** With every slot it fits; nothing when it fits none, or no longer. */
function offer(held: Holding, { papers }: ProcedureDefinition, today: string) {
  const slots = papers.filter((slot) => whyUnusable(held, slot, today) === undefined).map(({ slot }) => slot);
  return slots.length === 0 ? [] : [{ ...holdingView(held), slots }];
}
