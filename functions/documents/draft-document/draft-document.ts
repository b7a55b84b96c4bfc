import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { movedDocumentView } from '#domain/documents/document-view';
import { requireDraftable } from '#domain/documents/moves/draft-document';
import type { ResultDrawer } from '#domain/documents/result-drawer';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import type { Command } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Addressed, WriteRequest } from '#functions/platform/http-request';
import type { Idempotency } from '#functions/platform/idempotency';
import type { stepPath } from '#functions/platform/paths';
import { requireIdentity, type KnownIdentities } from '#functions/platform/signing-identities';
import type { draftBody } from './contract.ts';

export interface DraftTools extends ChangeDossierTools {
  readonly identities: KnownIdentities;
  readonly vault: Pick<Vault, 'putOnce'>;
  readonly drawer: ResultDrawer;
}

type DraftRequest = Addressed & WriteRequest<z.infer<typeof draftBody>, z.infer<typeof stepPath>>;

/** The agency of a step has its result drawn by the procedure's template and says who signs it; the draft waits for the first signature. */
export function draftDocument(tools: DraftTools, request: DraftRequest): Promise<HttpAnswer> {
  const documentId = documentIdFor(request.idempotency);
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'DraftDocument',
    request,
    command: (dossier, context) => drafted(tools, request, { dossier, context, documentId }),
    respond: (dossier) => ({ status: 201, body: movedDocumentView(dossier, documentId) }),
  });
}

/** The same call gives the same document: one that was cut short finds in the vault what it had drawn. */
function documentIdFor({ scope, requestHash }: Idempotency): string {
  return `doc-${createHash('sha256').update(`${scope}/${requestHash}`).digest('hex').slice(0, 24)}`;
}

interface Drafting {
  readonly dossier: Dossier;
  readonly context: DecisionContext;
  readonly documentId: string;
}

async function drafted(tools: DraftTools, { path, body, principal, origin }: DraftRequest, { dossier, context, documentId }: Drafting): Promise<Command> {
  const { stepId } = path;
  const { signers, language, notation, answers } = body;
  const { step, result } = requireDraftable(dossier, { stepId, signers }, context);
  const { template } = result;
  if (template === undefined || dossier.status === 'draft') {
    throw ruleBroken('result-without-template', { vi: 'Thủ tục chưa có mẫu văn bản cho kết quả này.', en: 'The procedure names no template for this result; answer the step with its number and date.' });
  }
  for (const [index, signer] of signers.entries()) {
    await requireIdentity(tools.identities, { ...signer, agency: step.agency }, { now: context.now, pointer: `/signers/${String(index)}` });
  }
  const at = toIso(context.now);
  const { pdf, places } = await tools.drawer.draw(dossier, { template, type: result.type, language, agency: step.agency, documentNumber: notation, answers, at, origin });
  const stored = await tools.vault.putOnce({ key: documentVaultKey({ dossierId: dossier.id, documentId, revision: 0 }), bytes: pdf, contentType: 'application/pdf' });
  const { versionId, sha256, sizeBytes } = stored;
  return { type: 'draft-document', by: actorOf(principal), stepId, documentId, template, language, notation, places, signers, file: { revision: 0, versionId, sha256, sizeBytes } };
}
