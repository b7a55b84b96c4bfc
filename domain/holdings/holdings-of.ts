import type { Document } from '#domain/documents/document';
import { documentVaultKey, paperVaultKey } from '#domain/documents/vault';
import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import { fileOf } from '#domain/dossiers/paper-file';
import type { Paper } from '#domain/dossiers/parts';
import { idOfHolding, type Holding } from '#domain/holdings/holding';
import { storeOwner } from '#domain/holdings/store-owner';
import { dayInVietnam, lastDay } from '#domain/holdings/validity';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

/**
 * What a dossier puts into its owner's electronic store: its papers, once the dossier was accepted and they were found clean,
 * and the results that were issued to him.
 * A paper taken from the store is held there already.
 */
export function holdingsOf(dossier: Dossier, procedure: ProcedureDefinition): readonly Holding[] {
  if (!('acceptedAt' in dossier) || dossier.acceptedAt === undefined) return [];
  const ownerId = storeOwner(dossier);
  if (ownerId === undefined) return [];
  return [
    ...Object.values(dossier.papers).flatMap((paper) => heldPaper(dossier, paper, { procedure, ownerId })),
    ...Object.values(dossier.documents).flatMap((document) => heldResult(dossier, document, { procedure, ownerId })),
  ];
}

interface Keeping {
  readonly procedure: ProcedureDefinition;
  readonly ownerId: string;
}

function heldPaper(dossier: FiledDossier, paper: Paper, { procedure: { papers }, ownerId }: Keeping): readonly Holding[] {
  const { receivedAt: issuedAt, vaultVersion: version, slot } = paper;
  const defined = papers.find((each) => each.slot === slot);
  if (defined === undefined || issuedAt === undefined || version === undefined || paper.check?.outcome !== 'accepted' || paper.origin !== undefined) return [];
  const validFrom = dayInVietnam(issuedAt);
  return [
    {
      id: idOfHolding({ issuedAt, dossierId: dossier.id, itemId: paper.id }),
      ownerId,
      kind: 'held-paper',
      type: slot,
      name: defined.name,
      ...fileOf(paper),
      vault: { key: paperVaultKey({ dossierId: dossier.id, paperId: paper.id }), version },
      validFrom,
      ...(defined.validFor && { validUntil: lastDay(validFrom, defined.validFor) }),
      provenance: { dossierId: dossier.id, dossierCode: dossier.code, agency: dossier.receivingAgency, issuedAt },
    },
  ];
}

function heldResult(dossier: FiledDossier, document: Document, { procedure: { stages }, ownerId }: Keeping): readonly Holding[] {
  const { issuedAt, resultType, agency, file } = document;
  const defined = stages.flatMap(({ steps }) => steps).find(({ result }) => result?.type === resultType)?.result;
  if (document.kind !== 'result' || document.state !== 'issued' || defined === undefined || issuedAt === undefined) return [];
  const validFrom = dayInVietnam(issuedAt);
  return [
    {
      id: idOfHolding({ issuedAt, dossierId: dossier.id, itemId: document.id }),
      ownerId,
      kind: 'held-result',
      type: defined.type,
      name: defined.name,
      fileName: `${defined.name.vi}.pdf`,
      contentType: 'application/pdf',
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      vault: { key: documentVaultKey({ dossierId: dossier.id, documentId: document.id, revision: file.revision }), version: file.versionId },
      validFrom,
      ...(defined.validFor && { validUntil: lastDay(validFrom, defined.validFor) }),
      provenance: { dossierId: dossier.id, dossierCode: dossier.code, agency, issuedAt },
    },
  ];
}
