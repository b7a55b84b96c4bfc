import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEventType, RecordedEvent } from '#domain/dossiers/event';
import { dossierId, type Paper } from '#domain/dossiers/parts';
import { canonicalJson } from '#domain/kernel/canonical-json';
import type { ProcedureDefinition } from '#domain/procedures/procedure';
import usualScanBundle from './usual-scan-bundle.json' with { type: 'json' };

/**
 * How much is scanned as one. Far below what GuardDuty extracts of one archive (1,000 files, 5 GB, 5 levels by the older of its
 * documented quotas), and no archives: what lies in them counts too, and what is beyond a quota is not looked at.
 */
const limits = z
  .object({ maxPapers: z.number().int().min(2), maxBytes: z.number().int().positive(), contentTypes: z.array(z.string().max(100)).min(1) })
  .strict()
  .parse(usualScanBundle);

/** A paper that was handed in and is scanned with others of its dossier, in the version that was handed in. */
export type BundledPaper = Paper & { readonly objectVersion: string; readonly receivedAt: string };

/** Papers handed in together that are scanned as one object. */
export interface ScanBundle {
  readonly dossierId: string;
  /** Says which papers, which versions and which bytes: a verdict on this name is one on exactly those. */
  readonly name: string;
  readonly receivedAt: string;
  readonly papers: readonly BundledPaper[];
}

/** Is a paper of this kind scanned with the others of its dossier, when its procedure asks for that? */
export function isScannedInBundle({ scan }: Pick<ProcedureDefinition, 'scan'>, { contentType }: Pick<Paper, 'contentType'>): boolean {
  return scan === 'bundle' && limits.contentTypes.includes(contentType);
}

/** What a dossier's record says is scanned together: the same record gives the same bundles. */
export function scanBundles({ id, papers }: Pick<Dossier, 'id' | 'papers'>, sha256: (text: string) => string): ScanBundle[] {
  const waiting = Object.values(papers).filter(isBundled).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const handIns = Map.groupBy(waiting, ({ receivedAt }) => receivedAt);
  return [...handIns].flatMap(([receivedAt, together]) =>
    inParts(together).map((part) => ({ dossierId: id, name: sha256(canonicalJson(part.map((paper) => [paper.id, paper.objectVersion, paper.sha256]))), receivedAt, papers: part })),
  );
}

function isBundled(paper: Paper): paper is BundledPaper {
  return paper.scan === 'bundle' && paper.state === 'received' && paper.receivedAt !== undefined && paper.objectVersion !== undefined;
}

function inParts(papers: readonly BundledPaper[]): BundledPaper[][] {
  const parts: BundledPaper[][] = [];
  let bytes = 0;
  for (const paper of papers) {
    const last = parts.at(-1);
    bytes += paper.sizeBytes;
    if (last !== undefined && last.length < limits.maxPapers && bytes <= limits.maxBytes) {
      last.push(paper);
      continue;
    }
    parts.push([paper]);
    bytes = paper.sizeBytes;
  }
  return parts;
}

/** The papers of a dossier are complete and to be scanned. */
export const scanOrder = z.object({ dossierId }).strict();
export type ScanOrder = z.infer<typeof scanOrder>;

/** The way from the relay to whoever lays bundles before the scanner. At least once: a bundle that lies there is not laid again. */
export interface ScanQueue {
  /** @throws when not every order was taken; all may be sent again */
  send(orders: readonly ScanOrder[]): Promise<void>;
}

/** With these the applicant says that the papers are complete. */
const COMPLETE: ReadonlySet<DossierEventType> = new Set(['DossierSubmitted', 'DossierSupplemented'] satisfies readonly DossierEventType[]);

/** What committed events of one dossier ask for: nothing where each paper is scanned when it arrives. */
export function scanOrders({ id, papers }: Pick<Dossier, 'id' | 'papers'>, events: readonly RecordedEvent[]): readonly ScanOrder[] {
  const isComplete = events.some(({ event }) => COMPLETE.has(event.type));
  return isComplete && Object.values(papers).some((paper) => isBundled(paper) && paper.check === undefined) ? [{ dossierId: id }] : [];
}
