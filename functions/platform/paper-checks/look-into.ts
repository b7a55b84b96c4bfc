import type { CheckedPaper } from '#domain/dossiers/command';
import type { PaperIntake, QuarantinedPaper } from '#domain/documents/paper-intake';
import type { InspectionOrder, PaperInspector } from '#domain/documents/paper-inspector';
import { trustTexts, type TrustTexts } from '#domain/documents/signature-report';
import type { Dossier } from '#domain/dossiers/dossier';
import type { Paper, PaperCheck } from '#domain/dossiers/parts';
import { toIso } from '#domain/kernel/instant';
import { limitsOf } from '#domain/procedures/paper-limits';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import type { AdvanceDependencies } from '#functions/platform/advance-dossier';
import { logFailure } from '#functions/platform/logger';
import type { ScanEvent } from '#functions/platform/paper-checks/scan-event';

export interface JudgeTools extends AdvanceDependencies {
  readonly inspector: PaperInspector;
  readonly intake: PaperIntake;
  /** By which signatures are judged, in the locked room. */
  readonly trust: () => Promise<TrustTexts>;
}

/** One paper, where its bytes lie, and what the scanner said. */
export interface Judged {
  readonly quarantined: QuarantinedPaper;
  readonly paper: Paper;
  readonly slot: ProcedureDefinition['papers'][number] | undefined;
  readonly detail: ScanEvent['detail'];
}

/** The slot of the procedure's version the dossier is bound to. */
export async function slotOf({ procedures }: JudgeTools, { procedure }: Dossier, paper: Paper): Promise<Judged['slot']> {
  return (await procedures.version(procedure.code, procedure.version))?.papers.find((each) => each.slot === paper.slot);
}

/** What a look found: a refusal, or a paper that is good and not kept yet. */
export type Look = { readonly refused: CheckedPaper } | { readonly keep: () => Promise<CheckedPaper> };

/** A parser that dies of a paper has judged it: nobody else shall open it. */
export async function lookInto(tools: JudgeTools, judged: Judged): Promise<Look> {
  const { paper, quarantined, slot } = judged;
  const found = await tools.inspector.inspect({
    url: await tools.intake.addressOf(quarantined),
    sizeBytes: paper.sizeBytes,
    sha256: paper.sha256,
    contentType: paper.contentType,
    allowedTypes: [...(slot?.contentTypes ?? [paper.contentType])],
    limits: limitsOf(slot),
    ...(await trustAt(tools, paper.receivedAt)),
  });
  if (found === 'failed') return { refused: refusal(tools, judged, { reasons: ['too-complex'] }) };
  const { foundType, pages, reasons, sha256, signatures } = found;
  const about = { ...(foundType !== undefined && { foundType }), ...(pages !== undefined && { pages }) };
  if (reasons.length > 0) return { refused: refusal(tools, judged, { reasons, ...about }) };
  return {
    keep: async () => {
      const vaultVersion = await tools.intake.keep(quarantined, { contentType: foundType ?? paper.contentType, sha256 });
      return { paperId: paper.id, objectVersion: quarantined.objectVersion, vaultVersion, check: { outcome: 'accepted', ...noted(tools, judged), ...about, ...(signatures !== undefined && { signatures }), reasons: [] } };
    },
  };
}

/** What cannot be read, or is too long to be handed over, leaves the signatures to the report that is asked for: the paper does not wait. */
async function trustAt({ trust, now }: JudgeTools, receivedAt = toIso(now())): Promise<Pick<InspectionOrder, 'trust'>> {
  try {
    return { trust: { ...trustTexts.parse(await trust()), at: receivedAt } };
  } catch (error) {
    logFailure('The trusted roots or the revocation lists could not be handed over', error);
    return {};
  }
}

export function refusal(tools: JudgeTools, judged: Judged, { reasons, ...about }: Refusal): CheckedPaper {
  const { paper, quarantined } = judged;
  return { paperId: paper.id, objectVersion: quarantined.objectVersion, check: { outcome: 'refused', ...noted(tools, judged), ...about, reasons: [...reasons] } };
}

type Refusal = Pick<PaperCheck, 'reasons' | 'foundType' | 'pages'>;

function noted({ now }: JudgeTools, { detail }: Judged): { at: string; scanner: string } {
  return { at: toIso(now()), scanner: detail.scanner };
}
