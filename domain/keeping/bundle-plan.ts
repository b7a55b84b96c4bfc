import * as z from 'zod';
import { documentVaultKey, paperVaultKey, sealedFormVaultKey } from '#domain/documents/vault';
import type { Document } from '#domain/documents/document';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Paper } from '#domain/dossiers/parts';
import { dayInVietnam } from '#domain/holdings/validity';
import { bundleKey, type SealedForm } from '#domain/keeping/bundle';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';
import { toIso } from '#domain/kernel/instant';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/** One file of a bundle: where it lies now, where it will lie, and what it must be. */
export interface BundledFile {
  readonly path: string;
  readonly from: { readonly key: string; readonly versionId: string };
  readonly sha256: string;
  /** Absent where the record does not know it. */
  readonly sizeBytes?: number;
  readonly contentType: string;
  /** As the manifest tells it. */
  readonly about: Readonly<Record<string, string>>;
}

export interface BundlePlan {
  readonly key: string;
  readonly files: readonly BundledFile[];
  readonly endedAt: string;
  readonly retentionClass: string;
  readonly keepUntil?: string;
  readonly lockedUntil: string;
}

/** S3 locks for a hundred years at most; what is kept for ever is locked for as long as that allows. */
const LONGEST_LOCK_YEARS = 99;

/** When the dossier came to its end: handed over, refused, withdrawn or stopped; nothing while it has not. */
function endOf(dossier: Dossier): string | undefined {
  if (dossier.status === 'returned') return dossier.returnedAt;
  return dossier.status === 'refused' || dossier.status === 'withdrawn' || dossier.status === 'stopped' ? dossier.endedAt : undefined;
}

/** Of papers that are still being checked nobody knows yet whether they are to be kept. */
export function isBeingChecked({ papers }: Pick<Dossier, 'papers'>): boolean {
  return Object.values(papers).some(({ state, check }) => state === 'received' && check === undefined);
}

/** What goes into the bundle of an ended dossier, and for how long; the same dossier and sealed forms give the same plan. */
export function bundlePlan(dossier: Dossier, { retention }: Pick<ProcedureDefinition, 'retention'>, forms: readonly SealedForm[]): BundlePlan | undefined {
  const endedAt = endOf(dossier);
  if (endedAt === undefined) return undefined;
  const ended = Temporal.Instant.from(endedAt).toZonedDateTimeISO(VIETNAM_TIME_ZONE);
  const { years } = retention;
  return {
    key: bundleKey(dossier.id),
    files: [...filesOfRecord(dossier), ...forms.map((form) => formFile(dossier.id, form))],
    endedAt,
    retentionClass: retention.class,
    ...(years !== undefined && { keepUntil: dayInVietnam(toIso(ended.add({ years }).toInstant())) }),
    lockedUntil: toIso(ended.add({ years: Math.min(years ?? LONGEST_LOCK_YEARS, LONGEST_LOCK_YEARS) }).toInstant()),
  };
}

/** Where a file of a bundled dossier lies in its bundle, by where it lay before; nothing for what was written after the bundle. */
export function bundledFile(dossier: Dossier, key: string): BundledFile | undefined {
  const forms = 'bundle' in dossier ? (dossier.bundle?.forms ?? []) : [];
  return [...filesOfRecord(dossier), ...forms.map((form) => formFile(dossier.id, form))].find(({ from }) => from.key === key);
}

/** Every paper that was accepted, every document that was issued, every list of scans that was signed. */
function filesOfRecord(dossier: Dossier): readonly BundledFile[] {
  const papers = Object.values(dossier.papers);
  return [
    ...papers.flatMap((paper) => paperFile(dossier.id, paper)),
    ...Object.values(dossier.documents).flatMap((document) => documentFile(dossier.id, document)),
    ...confirmationFiles(papers),
  ];
}

/** Where a paper lies in its dossier's bundle. */
function paperFile(dossierId: string, { id, slot, fileName, contentType, sizeBytes, sha256, check, vaultVersion: versionId }: Paper): readonly BundledFile[] {
  if (check?.outcome !== 'accepted' || versionId === undefined) return [];
  const path = `papers/${slot}-${id}.${contentType.split('/').at(-1)?.replaceAll(/[^a-z0-9]/g, '') ?? 'bin'}`;
  return [{ path, from: { key: paperVaultKey({ dossierId, paperId: id }), versionId }, sha256, sizeBytes, contentType, about: { kind: 'paper', id, slot, fileName } }];
}

function documentFile(dossierId: string, { id, kind, state, resultType, agency, file }: Document): readonly BundledFile[] {
  if (state !== 'issued') return [];
  const { revision, versionId, sha256, sizeBytes } = file;
  const about = { kind, id, agency, ...(resultType !== undefined && { resultType }) };
  return [{ path: `documents/${id}.pdf`, from: { key: documentVaultKey({ dossierId, documentId: id, revision }), versionId }, sha256, sizeBytes, contentType: 'application/pdf', about }];
}

function formFile(dossierId: string, { id, version: versionId, sha256, sizeBytes }: SealedForm): BundledFile {
  return { path: `forms/${id}.pdf`, from: { key: sealedFormVaultKey({ dossierId, formId: id }), versionId }, sha256, sizeBytes, contentType: 'application/pdf', about: { kind: 'sealed-form', id } };
}

/** One signed list stands for all papers of its batch. */
function confirmationFiles(papers: readonly Paper[]): readonly BundledFile[] {
  const confirmations = papers.flatMap(({ digitisation }) => (digitisation === undefined ? [] : [[digitisation.confirmation.key, digitisation.confirmation] as const]));
  return [...new Map(confirmations).values()].map(({ key, version: versionId, sha256 }) => ({
    path: `confirmations/${key.split('/').at(-1) ?? ''}`,
    from: { key, versionId },
    sha256,
    contentType: 'application/json',
    about: { kind: 'scan-confirmation' },
  }));
}

/** What the bundle says of itself, first of its files: whoever holds it can check every other one. */
export function bundleManifest(dossier: Dossier, { files, endedAt, retentionClass, keepUntil }: BundlePlan): Readonly<Record<string, unknown>> {
  return {
    kind: 'dossier-bundle',
    version: 1,
    dossier: dossier.id,
    code: 'code' in dossier ? dossier.code : undefined,
    procedure: dossier.procedure,
    status: dossier.status,
    endedAt,
    retentionClass,
    keepUntil,
    files: files.map(({ path, sha256, sizeBytes, contentType, about }) => ({ path, sha256, sizeBytes, contentType, ...about })),
  };
}

const told = z.object({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) });

/**
 * What of a plan a bundle really holds. A run that died may have left one from before a form was sealed: that form is then in no
 * bundle, and must not be let go as if it were.
 */
export function filesToldIn(manifest: string, { files }: BundlePlan): readonly BundledFile[] {
  const held = told.parse(JSON.parse(manifest)).files;
  return files.filter(({ path, sha256 }) => held.some((each) => each.path === path && each.sha256 === sha256));
}
