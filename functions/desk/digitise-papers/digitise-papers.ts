import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { FileSigner } from '#domain/documents/file-signer';
import type { SigningIdentity } from '#domain/documents/signing';
import type { SigningIdentityStore } from '#domain/documents/signing-identity-store';
import { confirmationVaultKey, type Vault } from '#domain/documents/vault';
import type { DigitisePapers } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { digitisePapers as digitise } from '#domain/dossiers/moves/digitise-papers';
import { scanStatement } from '#domain/dossiers/scan-statement';
import { ruleBroken } from '#domain/dossiers/violations';
import { toIso } from '#domain/kernel/instant';
import type { Principal } from '#domain/kernel/authoriser';
import { actorOf } from '#functions/platform/actor';
import { answerMoved } from '#functions/platform/answer-moved';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { dossierPath } from '#functions/platform/paths';
import type { digitisationBody } from './contract.ts';

/** Who may sign for whom at an instant. */
interface Signatories {
  officer(...asked: Parameters<SigningIdentityStore['officer']>): Promise<SigningIdentity | undefined>;
  agencySeal(...asked: Parameters<SigningIdentityStore['agencySeal']>): Promise<SigningIdentity | undefined>;
}

interface Dependencies extends ChangeDossierTools {
  readonly signatories: Signatories;
  readonly signer: FileSigner;
  readonly vault: Pick<Vault, 'putOnce'>;
}

type Request = WriteRequest<z.infer<typeof digitisationBody>, z.infer<typeof dossierPath>>;

/**
 * The officer answers for a batch of scans. Whatever there is to refuse is refused before anything is signed; the signed list
 * lies in the vault under a key of this very call, so that a repeated call finds it and signs nothing a second time.
 */
export function digitisePapers(deps: Dependencies, request: Request): Promise<HttpAnswer> {
  return changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'DigitisePapers',
    request,
    command: (dossier, context) => confirmed(deps, request, { dossier, context }),
    respond: answerMoved,
  });
}

/** Stands where the confirmation will be while the move is rehearsed. */
const NOT_SIGNED_YET = { key: 'not-signed-yet', version: 'none', sha256: '0'.repeat(64) };

async function confirmed(deps: Dependencies, { body, principal, idempotency }: Request, { dossier, context }: { readonly dossier: Dossier; readonly context: DecisionContext }): Promise<DigitisePapers> {
  const command: DigitisePapers = { type: 'digitise-papers', by: actorOf(principal), scans: body.papers, confirmation: NOT_SIGNED_YET };
  digitise(dossier, command);
  const identity = await signatoryOf(deps.signatories, principal, toIso(context.now));
  const statement = canonicalJson(scanStatement(dossier, command, { at: context.now, signedBy: identity.id }));
  const signature = await deps.signer.sign({ bytes: Buffer.from(statement, 'utf8'), identity });
  const bytes = Buffer.from(canonicalJson({ signature, statement }), 'utf8');
  const batch = createHash('sha256').update(idempotency.scope).digest('hex').slice(0, 32);
  const { key, versionId, sha256 } = await deps.vault.putOnce({ key: confirmationVaultKey({ dossierId: dossier.id, batch }), bytes, contentType: 'application/json' });
  return { ...command, confirmation: { key, version: versionId, sha256 } };
}

/**
 * The officer's own signature, or the agency's where the officer has none: a scan with the agency's signature is a lawful copy
 * (Decree 30/2020/NĐ-CP, on copying from paper to electronic).
 */
async function signatoryOf(signatories: Signatories, { agency, id }: Principal, at: string): Promise<SigningIdentity> {
  const identity = agency === undefined ? undefined : ((await signatories.officer(agency, id, at)) ?? (await signatories.agencySeal(agency, at)));
  if (identity !== undefined) return identity;
  throw ruleBroken('no-signing-identity', {
    vi: 'Cơ quan của bạn chưa có chữ ký số; quản trị hệ thống phải đăng ký trước khi xác nhận bản quét.',
    en: 'Your agency has no signature yet; the administrator has to register one before scans can be confirmed.',
  });
}
