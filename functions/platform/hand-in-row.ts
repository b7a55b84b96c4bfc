import { chainTools } from '#functions/platform/chain-tools';
import { createHash } from 'node:crypto';
import type { AgencyStore } from '#domain/agencies/agency-store';
import { requireOneStop } from '#domain/agencies/require-one-stop';
import type { BulkFiles, FoundFile } from '#domain/bulk/bulk-files';
import type { Command, FoundPaper, PaperToGrant } from '#domain/dossiers/command';
import type { DecisionContext } from '#domain/dossiers/context';
import { decide } from '#domain/dossiers/decide';
import type { Dossier } from '#domain/dossiers/dossier';
import { dayOfReceipt } from '#domain/dossiers/dossier-code';
import type { CodeCounter } from '#domain/dossiers/dossier-store';
import type { RecordedEvent } from '#domain/dossiers/event';
import type { PaperStore } from '#domain/dossiers/paper-store';
import { recordEvents } from '#domain/dossiers/record-events';
import { dossierResource } from '#domain/dossiers/resource';
import { wakeAt } from '#domain/dossiers/wake';
import type { Action, Principal } from '#domain/kernel/authoriser';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { Temporal } from '#domain/kernel/temporal';
import { actorOf } from '#functions/platform/actor';
import type { BulkRow } from '#functions/platform/bulk-row';
import type { ChangeDossierTools } from '#functions/platform/change-dossier';
import { creationCommand } from '#functions/platform/creation';
import { findPapers } from '#functions/platform/found-papers';
import { EdgeProblem } from '#functions/platform/problem';
import { notInForce } from '#functions/platform/start-dossier';
import { rehearseSubmission, withCode } from '#functions/platform/submission';

/** Only another run of the same chunk can be first, and then its dossier is found. */
const MAX_ATTEMPTS = 3;
/** All that a caller needs leave for who hands in by single calls. */
const NEEDED: readonly Action[] = ['CreateDossier', 'GrantUpload', 'Submit'];

export interface HandInRowTools extends ChangeDossierTools {
  readonly agencies: Pick<AgencyStore, 'find' | 'serving'>;
  readonly codes: CodeCounter;
  readonly papers: PaperStore;
  readonly files: Pick<BulkFiles, 'inspectPaper' | 'bringPaper'>;
}

export interface RowOrder {
  readonly bulkId: string;
  /** Number of the record in its file; with the hand-in's id it makes the dossier's id. */
  readonly row: number;
  readonly principal: Principal;
  readonly content: BulkRow;
  readonly now: Temporal.Instant;
}

export interface HandedIn {
  readonly dossierId: string;
  readonly code: string;
}

/**
 * Hands one row in by the rules of the single door: created, its papers granted and submitted in one transaction, so that
 * a row is a dossier with a code or nothing at all. Its id follows from hand-in and row: done again it finds its dossier.
 * @throws DomainError or EdgeProblem what the single door would refuse
 */
export async function handInRow(tools: HandInRowTools, order: RowOrder): Promise<HandedIn> {
  const dossierId = `ds-${sha256(`bulk/${order.bulkId}/${String(order.row)}`).slice(0, 32)}`;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const known = await tools.store.load(dossierId);
    if (known !== undefined && known.status !== 'draft') return { dossierId, code: known.code };
    const { after, events, context } = await decideRow(tools, order, dossierId);
    const outcome = await tools.store.commit({ before: undefined, after, events, wakeAt: wakeAt(after, context) });
    if (outcome.kind === 'committed' && after.status !== 'draft') return { dossierId, code: after.code };
  }
  throw new EdgeProblem('changed-meanwhile');
}

interface Course {
  readonly after: Dossier;
  readonly events: readonly RecordedEvent[];
  readonly context: DecisionContext;
}

async function decideRow(tools: HandInRowTools, order: RowOrder, dossierId: string): Promise<Course> {
  const { principal, content, now } = order;
  const { papers, clientReference: _theirs, ...creation } = content;
  const procedure = await tools.procedures.inForce(creation.procedureCode, dayOfReceipt(now));
  if (procedure === undefined) throw notInForce();
  requireOneStop(await tools.agencies.find(creation.receivingAgency));
  const context = { now, calendars: await tools.calendars.inForce(), procedure };
  const move = mover(context, dossierId);
  const draft = move(undefined, creationCommand(dossierId, principal, creation));
  requireLeave(tools, principal, draft.after);
  const announced = await announcedPapers(tools, order.bulkId, { papers, dossierId });
  const by = actorOf(principal);
  const granted = announced.length === 0 ? draft : move(draft, { type: 'grant-papers', by, papers: announced });
  // Nothing is copied for a row that will be refused.
  const rehearsal = await rehearseSubmission(tools, { dossier: granted.after, context, by, found: announced.map(asIfFound) });
  const found = await bringPapers(tools, order.bulkId, granted.after);
  const submitted = move(granted, await withCode(tools, { ...rehearsal, found }, { dossier: granted.after, context }));
  return { ...submitted, context };
}

interface Moved {
  readonly after: Dossier;
  readonly events: readonly RecordedEvent[];
}

function mover(context: DecisionContext, dossierId: string) {
  const at = toIso(context.now);
  return (before: Moved | undefined, command: Command): Moved => {
    const decided = decide(before?.after, command, context);
    const application = command.type === 'create' ? { application: command.application } : {};
    const { after, recorded } = recordEvents(before?.after, decided, { dossierId, at, by: command.by, ...application, chain: chainTools });
    return { after, events: [...(before?.events ?? []), ...recorded] };
  };
}

function requireLeave({ authoriser }: HandInRowTools, principal: Principal, draft: Dossier): void {
  const resource = dossierResource(draft);
  if (NEEDED.some((action) => !authoriser.authorise({ principal, action, resource }))) throw new EdgeProblem('not-allowed');
}

interface Wanted {
  readonly papers: BulkRow['papers'];
  readonly dossierId: string;
}

/** The row's papers as their grants would announce them: type and size are those of the bytes that were uploaded. */
async function announcedPapers({ files }: HandInRowTools, bulkId: string, { papers, dossierId }: Wanted): Promise<PaperToGrant[]> {
  const objects = await Promise.all(papers.map((paper) => files.inspectPaper(bulkId, paper.sha256)));
  const missing = papers.flatMap((_paper, index) => (objects[index] === undefined ? [{ pointer: `/papers/${String(index)}/sha256`, problem: 'no paper with this SHA-256 was uploaded' }] : []));
  if (missing.length > 0) throw paperNotBrought(missing);
  return papers.flatMap(({ slot, fileName, sha256: digest }, index) => {
    const object: FoundFile | undefined = objects[index];
    if (object === undefined) return [];
    const id = `pp-${sha256(`${dossierId}/${String(index)}`).slice(0, 32)}`;
    return [{ id, slot, fileName, sha256: digest, contentType: object.contentType, sizeBytes: object.sizeBytes }];
  });
}

function asIfFound({ id, sha256: digest, sizeBytes }: PaperToGrant): FoundPaper {
  return { paperId: id, sha256: digest, sizeBytes, objectVersion: 'to be copied' };
}

/** Copies what is not there yet, and then looks where it lies, as the single door does: the hash is the server's. */
async function bringPapers({ files, papers }: HandInRowTools, bulkId: string, dossier: Dossier): Promise<FoundPaper[]> {
  const there = await findPapers(dossier, papers);
  const missing = Object.values(dossier.papers).filter(({ id }) => !there.some(({ paperId }) => paperId === id));
  if (missing.length === 0) return there;
  await Promise.all(missing.map(({ id, scan, sha256: digest }) => files.bringPaper(bulkId, digest, { dossierId: dossier.id, paperId: id, scan })));
  return findPapers(dossier, papers);
}

function paperNotBrought(fields: { pointer: string; problem: string }[]): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-paper-not-uploaded',
    mend: { vi: 'Giấy tờ nêu trong dòng chưa được tải lên cho lần nộp này; hãy xin cấp quyền, tải lên rồi nộp lại dòng này.', en: 'A paper the row names was not uploaded for this hand-in; ask for its grant, upload it, and send the row again.' },
    fields,
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
