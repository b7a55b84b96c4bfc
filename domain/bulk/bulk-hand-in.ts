import * as z from 'zod';
import type { Principal } from '#domain/kernel/authoriser';
import { isoInstant } from '#domain/kernel/instant';
import { DomainError } from '#domain/kernel/domain-error';

/** A company hands in at most this many dossiers with one file. */
export const MAX_ROWS = 10_000;
/** 64 MiB: 10,000 rows of 6 KB. */
export const MAX_FILE_BYTES = 64 * 1024 ** 2;
/** As much as one call may carry through the single door. */
export const MAX_ROW_BYTES = 256 * 1024;
/** A hand-in, its file, its papers and its answers are kept this long. */
export const KEPT_DAYS = 30;

export const bulkFormat = z.enum(['jsonl', 'csv']);
export type BulkFormat = z.infer<typeof bulkFormat>;

/** A whole file may be wrong in every column; so many of its faults are told. */
const MAX_FILE_FAULTS = 100;

const fault = z.object({ pointer: z.string().max(300), problem: z.string().max(1000) }).strict();

/** Why the file as a whole was not taken; no row of it was looked at. */
export const fileRefusal = z.object({ code: z.string().max(100), mend: z.object({ vi: z.string().max(2000), en: z.string().max(2000) }).strict(), fields: z.array(fault).max(MAX_FILE_FAULTS) }).strict();

/** Who handed the file in, as the token said then: each row is judged as this principal's own call. */
export const jobPrincipal = z
  .object({
    kind: z.enum(['citizen', 'officer', 'agency-system', 'administrator', 'partner', 'auditor']),
    id: z.string(),
    agency: z.string().optional(),
    roles: z.array(z.string()),
  })
  .strict();

/** What a job keeps of who ordered it: nothing that names a person. */
export function orderedBy({ kind, id, agency, roles }: Principal): z.infer<typeof jobPrincipal> {
  return { kind, id, roles: [...roles], ...(agency !== undefined && { agency }) };
}

/** The principal a job is carried out for. */
export function asPrincipal({ agency, ...rest }: z.infer<typeof jobPrincipal>): Principal {
  return { ...rest, ...(agency !== undefined && { agency }) };
}

/** What every row has unless it says otherwise. */
export const rowDefaults = z
  .object({
    procedureCode: z.string().max(40).optional(),
    channel: z.string().max(20).optional(),
    place: z.object({ commune: z.string().max(35), province: z.string().max(35) }).strict().optional(),
    receivingAgency: z.string().max(35).optional(),
  })
  .strict();

export const bulkHandIn = z
  .object({
    id: z.string(),
    version: z.number().int().positive(),
    principal: jobPrincipal,
    requestHash: z.string(),
    state: z.enum(['awaiting-file', 'running', 'finished', 'refused']),
    format: bulkFormat,
    sizeBytes: z.number().int().positive(),
    sha256: z.string(),
    defaults: rowDefaults,
    createdAt: isoInstant,
    expiresAt: isoInstant,
    /** Counts the runs of the machine: 1, then one more for each that replaces a lost one. */
    machineEpoch: z.number().int().nonnegative(),
    /** The version of the file that was looked at; a later upload changes nothing. */
    objectVersion: z.string().optional(),
    startedAt: isoInstant.optional(),
    /** What the cut found; absent until then. */
    cut: z.object({ rows: z.number().int(), chunks: z.number().int(), header: z.string().optional(), separator: z.string().optional() }).strict().optional(),
    refusal: fileRefusal.optional(),
    finishedAt: isoInstant.optional(),
  })
  .strict();
export type BulkHandIn = z.infer<typeof bulkHandIn>;

/** Some rows that follow each other, as the bytes they lie in. */
export const bulkChunk = z
  .object({
    chunk: z.number().int().positive(),
    from: z.number().int().nonnegative(),
    /** The byte after the last one. */
    to: z.number().int().positive(),
    /** Number of the record at `from`, counted as a spreadsheet or an editor counts lines of records. */
    firstRow: z.number().int().positive(),
    rows: z.number().int().positive(),
    /** Present when every row of it has its answer. */
    done: z.object({ accepted: z.number().int(), refused: z.number().int() }).strict().optional(),
  })
  .strict();
export type BulkChunk = z.infer<typeof bulkChunk>;

export type CutFile = NonNullable<BulkHandIn['cut']> & { readonly parts: readonly BulkChunk[] };

/** The file is there as announced: work begins. */
export function started(bulk: BulkHandIn, { objectVersion, now }: { readonly objectVersion: string; readonly now: string }): BulkHandIn {
  return { ...bulk, version: bulk.version + 1, state: 'running', machineEpoch: 1, objectVersion, startedAt: now };
}

export function cutInto(bulk: BulkHandIn, { parts: _kept, ...cut }: CutFile): BulkHandIn {
  return { ...bulk, version: bulk.version + 1, cut };
}

/** The whole file is refused; nothing of it was handed in. */
export function fileRefused(bulk: BulkHandIn, { details }: DomainError, now: string): BulkHandIn {
  const { code, mend, fields = [] } = details;
  return { ...bulk, version: bulk.version + 1, state: 'refused', finishedAt: now, refusal: { code, mend: { ...mend }, fields: fields.slice(0, MAX_FILE_FAULTS).map((each) => ({ ...each })) } };
}

export function finished(bulk: BulkHandIn, now: string): BulkHandIn {
  return { ...bulk, version: bulk.version + 1, state: 'finished', finishedAt: now };
}

/**
 * Another run takes over where the last one was lost.
 * @throws DomainError bulk-over when there is nothing left to run
 */
export function resumed(bulk: BulkHandIn): BulkHandIn {
  if (bulk.state !== 'running') throw bulkOver();
  return { ...bulk, version: bulk.version + 1, machineEpoch: bulk.machineEpoch + 1 };
}

/** @throws DomainError bulk-over when the file is being worked on or done with */
export function requireAwaitingFile({ state }: BulkHandIn): void {
  if (state !== 'awaiting-file') throw bulkOver();
}

export function bulkNotFound(): DomainError {
  return new DomainError({ kind: 'not-found', code: 'bulk-not-found', mend: { vi: 'Không tìm thấy lần nộp hàng loạt này; hãy kiểm tra lại mã.', en: 'There is no such bulk hand-in; check its id.' } });
}

function bulkOver(): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'bulk-over',
    mend: { vi: 'Việc này không còn làm được với lần nộp hàng loạt này; hãy đọc trạng thái của nó, hoặc mở một lần nộp mới.', en: 'This cannot be done to the bulk hand-in as it stands; read its state, or open a new one.' },
  });
}

export function fileNotUploaded(problem: string): DomainError {
  return new DomainError({
    kind: 'forbidden-by-state',
    code: 'bulk-file-not-uploaded',
    mend: { vi: 'Tệp chưa được tải lên đúng như đã khai; hãy tải tệp lên theo biểu mẫu đã cấp rồi bắt đầu lại.', en: 'The file is not there as it was announced; upload it by the form you were given, then start again.' },
    fields: [{ pointer: '/sha256', problem }],
  });
}

export function formatUnknown(pointer: string, problem: string): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-format-unknown',
    mend: { vi: 'Chỉ nhận JSON Lines (mỗi dòng một hồ sơ) hoặc CSV mã hoá UTF-8; trong Excel hãy chọn “CSV UTF-8”.', en: 'Only JSON Lines (one dossier a line) or CSV in UTF-8 is taken; in Excel choose "CSV UTF-8".' },
    fields: [{ pointer, problem }],
  });
}
