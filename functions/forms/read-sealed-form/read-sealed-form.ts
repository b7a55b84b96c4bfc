import type * as z from 'zod';
import type { ReadingLog } from '#domain/documents/reading-log';
import { visibleSealAlone } from '#domain/documents/signature-block';
import type { DocumentSigner } from '#domain/documents/signing';
import { sealedFormVaultKey, type Vault, type VaultObject } from '#domain/documents/vault';
import type { formQuery } from '#domain/documents/form-query';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import type { BundleFiles } from '#domain/keeping/bundle-files';
import { bundledFile } from '#domain/keeping/bundle-plan';
import { toIso } from '#domain/kernel/instant';
import { actorOf } from '#functions/platform/actor';
import { formOrder } from '#functions/platform/form-order';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { Addressed, ReadRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import { placeInVault } from '#functions/platform/place-in-vault';
import type { StatementTools } from '#functions/platform/receipt-qr';
import { type FormTools, type ReadyForm, readyForm } from '#functions/platform/render-form';
import { type KnownIdentities, requireIdentity } from '#functions/platform/signing-identities';
import type { sealedFormPath } from './contract.ts';

type Request = Pick<ReadRequest<z.infer<typeof sealedFormPath>, z.infer<typeof formQuery>> & Addressed, 'principal' | 'path' | 'query' | 'origin' | 'now'>;

export interface SealTools extends FormTools, LoadDossierTools {
  readonly store: DossierStore;
  readonly receipts: StatementTools;
  readonly identities: KnownIdentities;
  readonly vault: Vault;
  readonly signer: DocumentSigner;
  readonly readings: Pick<ReadingLog, 'note'>;
  /** For forms of dossiers that ended long ago. */
  readonly bundles: Pick<BundleFiles, 'extract'>;
}

const CONTENT_TYPE = 'application/pdf';

/**
 * A form under the seal of the one-stop that issues it, at a short-lived address. A reading although it may write: what it
 * writes follows from the record, is written once and never changes, so that asking again, or two at once, does nothing more.
 */
export async function readSealedForm(tools: SealTools, { principal, path: { dossierId, form }, query: { language }, origin, now }: Request): Promise<HttpAnswer> {
  const dossier = await loadDossier(tools, { reference: dossierId, action: 'ReadForm', principal });
  const ready = await readyForm(tools, dossier, formOrder(tools.receipts, { form, language, origin }));
  // By the event it tells of: where a supplement is asked for again, that is another document than the first request.
  const documentId = `form-${form}-${String(ready.seq)}-${language}`;
  const key = sealedFormVaultKey({ dossierId: dossier.id, formId: documentId });
  const kept = bundledForm(dossier, key) ?? (await sealedOnce(tools, ready, { key, dossier, now }));
  await tools.readings.note(dossier.id, { at: toIso(now), by: actorOf(principal), what: { kind: 'document', id: documentId } });
  const fileName = `${form}-${'code' in dossier ? dossier.code : dossier.id}.pdf`;
  const address = await tools.vault.addressOf(await placeInVault(tools.bundles, dossier, { from: kept, now }), { fileName, contentType: CONTENT_TYPE });
  return { status: 200, body: { ...address, fileName, contentType: CONTENT_TYPE, sha256: kept.sha256, sizeBytes: kept.sizeBytes } };
}

/** One that is in the dossier's bundle no longer lies under its key; sealed anew it would be another file. */
function bundledForm(dossier: Dossier, key: string): VaultObject | undefined {
  const { from, sha256, sizeBytes = 0 } = bundledFile(dossier, key) ?? {};
  return from === undefined || sha256 === undefined ? undefined : { ...from, sha256, sizeBytes };
}

interface Sealing {
  readonly key: string;
  readonly dossier: Dossier;
  readonly now: Request['now'];
}

/** What lies in the vault wins, also over who was sealing at the same time: one form never goes round in two files. */
async function sealedOnce(tools: SealTools, ready: ReadyForm, { key, dossier, now }: Sealing): Promise<VaultObject> {
  const bytes = (await tools.vault.read(key)) ?? (await sealed(tools, ready, { dossier, now }));
  return tools.vault.putOnce({ key, bytes, contentType: CONTENT_TYPE });
}

async function sealed(tools: SealTools, ready: ReadyForm, { dossier, now }: Omit<Sealing, 'key'>): Promise<Uint8Array> {
  const identity = await requireIdentity(tools.identities, { capacity: 'agency', agency: dossier.receivingAgency }, { now, pointer: '' });
  const drawn = await ready.draw();
  const signedAt = toIso(now);
  const visible = visibleSealAlone(drawn.places, { identity, agencyName: identity.displayName, signedAt });
  const { pdf } = await tools.signer.sign({
    pdf: drawn.pdf,
    identity,
    signedAt,
    fieldName: 'signature-1',
    reason: 'Chữ ký số của cơ quan',
    ...(visible !== undefined && { visible }),
  });
  return pdf;
}
