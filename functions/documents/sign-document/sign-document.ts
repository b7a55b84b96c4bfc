import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { AgencyStore } from '#domain/agencies/agency-store';
import type { Document } from '#domain/documents/document';
import { movedDocumentView } from '#domain/documents/document-view';
import { requireMaySign, type Signing } from '#domain/documents/moves/sign-document';
import { visibleSignature } from '#domain/documents/signature-block';
import type { DocumentSigner, SigningIdentity, SigningOrder } from '#domain/documents/signing';
import { documentVaultKey, type Vault } from '#domain/documents/vault';
import type { Command } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import type { Dossier } from '#domain/dossiers/dossier';
import { toIso } from '#domain/kernel/instant';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { documentPath } from '#functions/platform/paths';
import { requireSignersRole } from '#functions/platform/require-signers-role';
import { requireIdentity, type KnownIdentities } from '#functions/platform/signing-identities';
import type { signatureBody } from './contract.ts';
import { signatureLevel } from '#functions/platform/signature-level';

export interface SignTools extends ChangeDossierTools {
  readonly identities: KnownIdentities;
  readonly vault: Pick<Vault, 'putOnce' | 'read'>;
  readonly signer: DocumentSigner;
  readonly agencies: Pick<AgencyStore, 'find'>;
}

type SignRequest = WriteRequest<z.infer<typeof signatureBody>, z.infer<typeof documentPath>>;

/** The signer whose turn it is signs the bytes he saw, with his own key. The agency's signature is its clerk's to give, after the person's. */
export function signDocument(tools: SignTools, request: SignRequest): Promise<HttpAnswer> {
  const { documentId } = request.path;
  return changeDossier(tools, {
    reference: request.path.dossierId,
    action: 'SignDocument',
    request,
    command: (dossier, context) => signed(tools, request, { dossier, context }),
    respond: (dossier) => ({ status: 200, body: movedDocumentView(dossier, documentId) }),
  });
}

interface Present {
  readonly dossier: Dossier;
  readonly context: DecisionContext;
}

async function signed(tools: SignTools, { path: { documentId }, body, principal }: SignRequest, { dossier, context }: Present): Promise<Command> {
  const by = actorOf(principal);
  const asked = { documentId, by, seen: body.sha256 };
  const signing = requireMaySign(dossier, asked);
  requireSignersRole(tools, { dossier, documentId, principal });
  const identity = await requireIdentity(tools.identities, { officer: by.id, ...signing.signer }, { now: context.now, pointer: '' });
  const before = await presentBytes(tools, dossier.id, signing.document);
  // What lies in the vault wins: a call that was cut short after signing is repeated without a second signature. Every
  // change of the document counts its revision on, so nothing lies there that another signer made.
  const revision = nextRevision(signing, by.id);
  const key = documentVaultKey({ dossierId: dossier.id, documentId, revision });
  const bytes = (await tools.vault.read(key)) ?? (await tools.signer.sign(await signingOrder(tools, signing, { pdf: before, identity, context }))).pdf;
  const { versionId, sha256, sizeBytes } = await tools.vault.putOnce({ key, bytes, contentType: 'application/pdf' });
  const level = signatureLevel(await bytesOf(tools, { key, sha256, bytes }), before.byteLength);
  return { type: 'sign-document', ...asked, file: { revision, versionId, sha256, sizeBytes }, level };
}

/** A head whom the document does not name has numbers of his own: another head must not take for his what was cut short of this one. */
function nextRevision({ document, signer }: Signing, officer: string): number {
  const next = document.revision + 1;
  const isNamed = signer.capacity === 'agency' || signer.officer !== undefined;
  return isNamed ? next : next * 2 ** 40 + Number.parseInt(hashOf(Buffer.from(officer)).slice(0, 10), 16);
}

/** Two at once agree on the first one's bytes; then the level told is that of those. */
async function bytesOf({ vault }: SignTools, { key, sha256, bytes }: { readonly key: string; readonly sha256: string; readonly bytes: Uint8Array }): Promise<Uint8Array> {
  return hashOf(bytes) === sha256 ? bytes : ((await vault.read(key)) ?? bytes);
}

/** The bytes the record speaks of, and no others: a vault that gives others is a broken one. */
async function presentBytes({ vault }: SignTools, dossierId: string, { id: documentId, file }: Document): Promise<Uint8Array> {
  const bytes = await vault.read(documentVaultKey({ dossierId, documentId, revision: file.revision }));
  if (bytes === undefined || hashOf(bytes) !== file.sha256) throw new Error(`The vault has not what the record says of ${documentId}, revision ${String(file.revision)}`);
  return bytes;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const REASONS = { officer: 'Ký ban hành văn bản', agency: 'Chữ ký số của cơ quan' } as const;

interface Signed {
  readonly pdf: Uint8Array;
  readonly identity: SigningIdentity;
  readonly context: DecisionContext;
}

async function signingOrder({ agencies }: SignTools, { document, index, signer }: Signing, { pdf, identity, context }: Signed): Promise<SigningOrder> {
  const signedAt = toIso(context.now);
  const agencyName = (await agencies.find(document.agency))?.name.vi ?? document.agency;
  const visible = isSeen(document, index) ? visibleSignature(document.places, { identity, agencyName, signedAt }) : undefined;
  return {
    pdf,
    identity,
    signedAt,
    fieldName: `signature-${String(index + 1)}`,
    reason: REASONS[signer.capacity],
    ...(visible !== undefined && { visible }),
  };
}

/** The competent person, who is the last officer to sign, is seen in the template's place; whoever initialled before signs unseen. */
function isSeen({ signers }: Document, index: number): boolean {
  return signers[index]?.capacity === 'agency' || signers[index + 1]?.capacity === 'agency';
}
