import * as z from 'zod';
import type { CheckedPaper } from '#domain/dossiers/command';
import type { PaperIntake, QuarantinedPaper } from '#domain/documents/paper-intake';
import type { PaperInspector } from '#domain/documents/paper-inspector';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { Paper, PaperCheck } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';
import { limitsOf } from '#domain/procedures/paper-limits';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { quarantinedAt } from '#functions/adapters/s3/s3-paper-store';
import type { AdvanceDependencies } from '#functions/platform/advance-dossier';
import { logInfo } from '#functions/platform/logger';
import { recordPaperCheck } from '#functions/platform/record-paper-check';

/** What GuardDuty tells through EventBridge of one scanned object, at least once. Only the first result lets a paper pass. */
export const scanEvent = z.object({
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string().max(1024), versionId: z.string().max(1024) }),
    scanResultDetails: z.object({ scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']) }),
    /** Who scanned, where it is not GuardDuty. */
    scanner: z.string().max(40).default('guardduty'),
  }),
});
export type ScanEvent = z.infer<typeof scanEvent>;

export const judgement = z.object({ outcome: z.enum(['accepted', 'refused', 'known', 'not-ours']) }).strict();
type Judgement = z.infer<typeof judgement>;

export interface JudgeTools extends AdvanceDependencies {
  readonly inspector: PaperInspector;
  readonly intake: PaperIntake;
}

/**
 * From a verdict to the record: what is free of malware is looked into, what is good is copied into the vault, and only then
 * is it noted as accepted. Every part may be done again; killed in between, it is.
 */
export async function judgePaper(tools: JudgeTools, { detail }: ScanEvent): Promise<Judgement> {
  const place = quarantinedAt(detail.s3ObjectDetails.objectKey);
  const dossier = place && (await tools.store.load(place.dossierId));
  const paper = dossier && ownEntry(dossier.papers, place.paperId);
  if (place === undefined || dossier === undefined || paper === undefined) return { outcome: 'not-ours' };
  if (paper.check !== undefined) return { outcome: 'known' };
  const quarantined = { ...place, objectVersion: detail.s3ObjectDetails.versionId };
  const slot = (await tools.procedures.version(dossier.procedure.code, dossier.procedure.version))?.papers.find((each) => each.slot === paper.slot);
  const checked = await look(tools, { quarantined, paper, slot, detail });
  await recordPaperCheck(tools, place.dossierId, checked);
  logInfo('paper judged', { dossierId: place.dossierId, outcome: checked.check.outcome });
  return { outcome: checked.check.outcome };
}

interface Judged {
  readonly quarantined: QuarantinedPaper;
  readonly paper: Paper;
  readonly slot: ProcedureDefinition['papers'][number] | undefined;
  readonly detail: ScanEvent['detail'];
}

/** All five results; one that is not known fails at the schema. */
async function look(tools: JudgeTools, judged: Judged): Promise<CheckedPaper> {
  switch (judged.detail.scanResultDetails.scanResultStatus) {
    case 'THREATS_FOUND':
      return refused(tools, judged, { reasons: ['malware'] });
    case 'UNSUPPORTED':
      return refused(tools, judged, { reasons: ['not-scannable'] });
    case 'ACCESS_DENIED':
    case 'FAILED':
      // Ours to mend, not the applicant's: it stays unchecked, this call fails into the dead letters, and it is scanned again.
      throw new Error(`The scanner could not scan a paper: ${judged.detail.scanResultDetails.scanResultStatus}`);
    case 'NO_THREATS_FOUND':
      return lookInto(tools, judged);
  }
}

/** A parser that dies of a paper has judged it: nobody else shall open it. */
async function lookInto(tools: JudgeTools, judged: Judged): Promise<CheckedPaper> {
  const { paper, quarantined, slot } = judged;
  const found = await tools.inspector.inspect({
    url: await tools.intake.addressOf(quarantined),
    sizeBytes: paper.sizeBytes,
    sha256: paper.sha256,
    contentType: paper.contentType,
    allowedTypes: [...(slot?.contentTypes ?? [paper.contentType])],
    limits: limitsOf(slot),
  });
  if (found === 'failed') return refused(tools, judged, { reasons: ['too-complex'] });
  const { foundType, pages, reasons, sha256 } = found;
  const about = { ...(foundType !== undefined && { foundType }), ...(pages !== undefined && { pages }) };
  if (reasons.length > 0) return refused(tools, judged, { reasons, ...about });
  const vaultVersion = await tools.intake.keep(quarantined, { contentType: foundType ?? paper.contentType, sha256 });
  return { paperId: paper.id, objectVersion: quarantined.objectVersion, vaultVersion, check: { outcome: 'accepted', ...noted(tools, judged), ...about, reasons: [] } };
}

function refused(tools: JudgeTools, judged: Judged, { reasons, ...about }: Refusal): CheckedPaper {
  const { paper, quarantined } = judged;
  return { paperId: paper.id, objectVersion: quarantined.objectVersion, check: { outcome: 'refused', ...noted(tools, judged), ...about, reasons: [...reasons] } };
}

type Refusal = Pick<PaperCheck, 'reasons' | 'foundType' | 'pages'>;

function noted({ now }: JudgeTools, { detail }: Judged): { at: string; scanner: string } {
  return { at: toIso(now()), scanner: detail.scanner };
}
