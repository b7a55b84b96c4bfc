import type { QuarantinedPaper } from '#domain/documents/paper-intake';
import type { CheckedPaper } from '#domain/dossiers/command';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { PaperKey } from '#domain/dossiers/paper-store';
import type { Paper } from '#domain/dossiers/parts';
import { quarantinedAt, scanBundleAt } from '#functions/adapters/s3/s3-paper-store';
import { logInfo } from '#functions/platform/logger';
import { recordPaperCheck } from '#functions/platform/record-paper-check';
import { clearKept } from '#functions/platform/paper-checks/clear-kept';
import { judgeBundle } from '#functions/platform/paper-checks/judge-bundle';
import { type Judged, type JudgeTools, lookInto, refusal, slotOf } from '#functions/platform/paper-checks/look-into';
import type { Judgement, ScanEvent } from '#functions/platform/paper-checks/scan-event';

/**
 * From a verdict to the record: what is free of malware is looked into, what is good is copied into the vault, and only then
 * is it noted as accepted. Every part may be done again; killed in between, it is.
 */
export async function judgePaper(tools: JudgeTools, { detail }: ScanEvent): Promise<Judgement> {
  const bundle = scanBundleAt(detail.s3ObjectDetails.objectKey);
  if (bundle !== undefined) return judgeBundle(tools, bundle, detail);
  const place = quarantinedAt(detail.s3ObjectDetails.objectKey);
  const dossier = place && (await tools.store.load(place.dossierId));
  const paper = dossier && ownEntry(dossier.papers, place.paperId);
  if (place === undefined || dossier === undefined || paper === undefined) return { outcome: 'not-ours' };
  const quarantined = { ...place, objectVersion: detail.s3ObjectDetails.versionId };
  const copies = [quarantined, ...waitingCopy(place, paper)];
  if (paper.check !== undefined) {
    await clearKept(tools.intake, dossier, copies);
    return { outcome: 'known' };
  }
  const checked = await look(tools, { quarantined, paper, slot: await slotOf(tools, dossier, paper), detail });
  await clearKept(tools.intake, await recordPaperCheck(tools, place.dossierId, [checked]), copies);
  logInfo('paper judged', { dossierId: place.dossierId, outcome: checked.check.outcome });
  return { outcome: checked.check.outcome };
}

/** One that waited to be scanned with others lies there still. */
function waitingCopy(place: PaperKey, { scan, objectVersion }: Paper): QuarantinedPaper[] {
  return scan === undefined || objectVersion === undefined ? [] : [{ ...place, scan, objectVersion }];
}

/** All five results; one that is not known fails at the schema. */
async function look(tools: JudgeTools, judged: Judged): Promise<CheckedPaper> {
  switch (judged.detail.scanResultDetails.scanResultStatus) {
    case 'THREATS_FOUND':
      return refusal(tools, judged, { reasons: ['malware'] });
    case 'UNSUPPORTED':
      return refusal(tools, judged, { reasons: ['not-scannable'] });
    case 'ACCESS_DENIED':
    case 'FAILED':
      // Ours to mend, not the applicant's: it stays unchecked, this call fails into the dead letters, and it is scanned again.
      throw new Error(`The scanner could not scan a paper: ${judged.detail.scanResultDetails.scanResultStatus}`);
    case 'NO_THREATS_FOUND': {
      const found = await lookInto(tools, judged);
      return 'refused' in found ? found.refused : found.keep();
    }
  }
}
