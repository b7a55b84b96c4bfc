import { createHash } from 'node:crypto';
import * as z from 'zod';
import { paperVaultKey } from '#domain/documents/vault';
import type { VaultCopies } from '#domain/documents/vault-copies';
import type { GrantPapers, PaperToGrant, PaperToReuse } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { grantPapers } from '#domain/dossiers/moves/grant-papers';
import { holdingNotUsable } from '#domain/dossiers/moves/reuse-papers';
import type { PaperKey, PaperStore, UploadGrant } from '#domain/dossiers/paper-store';
import type { PaperParts, PartsGrant } from '#domain/dossiers/upload-in-parts';
import type { Holding } from '#domain/holdings/holding';
import type { HoldingStore } from '#domain/holdings/holding-store';
import { storesOf } from '#domain/holdings/store-owner';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { dossierPath } from '#functions/platform/paths';
import { placeInVault } from '#functions/platform/place-in-vault';
import type { grantBody } from './contract.ts';

interface Dependencies extends ChangeDossierTools {
  readonly papers: Pick<PaperStore, 'grantUpload'> & Pick<PaperParts, 'grantParts'>;
  readonly holdings: Pick<HoldingStore, 'find'>;
  readonly copies: VaultCopies;
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

type Request = WriteRequest<z.infer<typeof grantBody>, z.infer<typeof dossierPath>>;

/**
 * Grants the upload of papers straight into quarantine (D11), and takes others from the caller's electronic store. The same
 * key grants the same papers again with fresh forms, because a form lives ten minutes and a phone may come back later; a paper in parts begins a fresh upload.
 */
export async function grantUpload(deps: Dependencies, request: Request): Promise<HttpAnswer> {
  const { papers: announced = [], reuse = [] } = request.body;
  const papers = announced.map((paper, index) => ({ ...paper, id: paperId(request.idempotency.scope, index) }));
  const wanted = reuse.map((each, index) => ({ ...each, id: paperId(request.idempotency.scope, papers.length + index) }));
  const answer = await changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'GrantUpload',
    request,
    command: async (dossier, context) => withCopies(deps, { dossier, context }, { type: 'grant-papers', by: actorOf(request.principal), papers, reused: await lookUp(deps, request, { wanted, context }) }),
    respond: (dossier) => ({ status: 201, body: { dossierId: dossier.id, version: dossier.version, papers: [...papers, ...wanted].map(({ id, slot }) => ({ paperId: id, slot, scan: dossier.papers[id]?.scan })) } }),
  });
  return withGrants(deps, answer, papers);
}

/** Unguessable without the caller's key, and the same for a repeated call. */
function paperId(scope: string, index: number): string {
  return `pp-${createHash('sha256').update(`${scope}/${String(index)}`).digest('hex').slice(0, 32)}`;
}

type Wanted = NonNullable<Request['body']['reuse']>[number] & { readonly id: string };

/** Looks in the caller's own stores, whoever's dossier it is: under the owner's key nobody else's things are found. */
function lookUp({ holdings }: Dependencies, { principal }: Request, { wanted, context }: { readonly wanted: readonly Wanted[]; readonly context: DecisionContext }): Promise<PaperToReuse[]> {
  return Promise.all(
    wanted.map(async ({ id, slot, consent, holdingId }) => {
      const types = context.procedure.papers.find((each) => each.slot === slot)?.holdings.map(({ type }) => type) ?? [];
      const found: readonly (Holding | undefined)[] = await Promise.all(storesOf(principal).flatMap((owner) => [...new Set(types)].map((type) => holdings.find(owner, type, holdingId))));
      return { id, slot, consent, held: found.find((held) => held !== undefined), vaultVersion: NOT_COPIED_YET };
    }),
  );
}

/** Stands where the copy's version will be while the move is rehearsed. */
const NOT_COPIED_YET = 'not-copied-yet';

/** Copies what is used again into this dossier's part of the vault, once there is nothing left to refuse; a copy that is there already counts. */
async function withCopies(deps: Dependencies, { dossier, context }: { readonly dossier: Dossier; readonly context: DecisionContext }, command: GrantPapers): Promise<GrantPapers> {
  if (command.reused === undefined || command.reused.length === 0) return command;
  grantPapers(dossier, command, context);
  const reused = await Promise.all(
    command.reused.map(async (each) => {
      const place = each.held && (await placeOf(deps, each.held, context));
      const copy = place && (await deps.copies.copyOnce(place, paperVaultKey({ dossierId: dossier.id, paperId: each.id })));
      if (copy === undefined) throw holdingNotUsable([{ pointer: '/reuse', problem: 'no longer kept' }]);
      return { ...each, vaultVersion: copy.versionId };
    }),
  );
  return { ...command, reused };
}

/** The dossier it came with may have ended long ago, its papers bundled. */
async function placeOf({ store, bundles }: Dependencies, { vault, provenance }: Holding, { now }: DecisionContext): Promise<{ readonly key: string; readonly versionId: string }> {
  const from = { key: vault.key, versionId: vault.version };
  const before = await store.load(provenance.dossierId);
  return before === undefined ? from : placeInVault(bundles, before, { from, now });
}

const granted = z.object({ dossierId: z.string(), version: z.number(), papers: z.array(z.object({ paperId: z.string(), slot: z.string(), scan: z.literal('bundle').optional() })) });

/** A grant for each paper that is to be uploaded; those from the store come behind them and need none. */
async function withGrants(deps: Dependencies, answer: HttpAnswer, papers: readonly PaperToGrant[]): Promise<HttpAnswer> {
  const body = granted.parse(answer.body);
  const grants = await Promise.all(papers.map((paper, index) => grantOf(deps, { dossierId: body.dossierId, paperId: paper.id, scan: body.papers[index]?.scan }, paper)));
  // Where it waits for its scan is ours to know.
  return { ...answer, body: { ...body, papers: body.papers.map(({ paperId: id, slot }, index) => ({ paperId: id, slot, upload: grants[index] })) } };
}

/** A large paper goes in parts; the move has seen to it that it says how it is cut. */
function grantOf({ papers }: Dependencies, key: PaperKey, { inParts, ...paper }: PaperToGrant): Promise<UploadGrant | PartsGrant> {
  return inParts === undefined ? papers.grantUpload(key, paper) : papers.grantParts(key, { ...paper, inParts });
}
