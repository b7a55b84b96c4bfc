import { DomainError, type DomainErrorDetails, type DomainErrorKind, type Mend } from '#domain/kernel/domain-error';
import { EDGE_PROBLEMS, type EdgeProblemCode } from '#functions/platform/problem-catalogue';
import { isTransientFault } from '#functions/platform/transient-fault';

/** The one place that knows where problems are described; `docs/problems.md` has a heading for every code. */
export const PROBLEM_TYPE_BASE = 'https://motcua.example/problems/';

/** How long a caller should wait before repeating a call that met an outside part at rest. */
const RETRY_AFTER_SECONDS = 2;

export type FieldFaults = NonNullable<DomainErrorDetails['fields']>;

/** One thing that happened to a resource since the caller read it; the kind of event only, nothing of what it says. */
interface ChangeSince {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
}

/** What some refusals say beyond their sentence. */
export interface ProblemDetails {
  readonly headers?: Readonly<Record<string, string>>;
  /** With `stale-version`: oldest first. */
  readonly changes?: readonly ChangeSince[];
  /** When the same call may come again, where the refusal knows. */
  readonly retryAfterSeconds?: number;
}

/** A refusal of the edge itself; `fields` are JSON pointers into what was sent, never its values. */
export class EdgeProblem extends Error {
  readonly code: EdgeProblemCode;
  readonly fields: FieldFaults;
  readonly details: ProblemDetails;

  constructor(code: EdgeProblemCode, fields: FieldFaults = [], details: ProblemDetails = {}) {
    super(code);
    this.name = 'EdgeProblem';
    this.code = code;
    this.fields = fields;
    this.details = details;
  }
}

/** A refusal ready to be written as RFC 9457 problem details. */
export interface Problem extends ProblemDetails {
  readonly code: string;
  readonly status: number;
  readonly title: Mend;
  readonly mend: Mend;
  readonly fields: FieldFaults;
}

/** The one table from the domain's word to the status of HTTP. */
export const DOMAIN_PROBLEM: Readonly<Record<DomainErrorKind, { readonly status: number; readonly title: Mend }>> = {
  malformed: { status: 400, title: { vi: 'Nội dung không hợp lệ', en: 'Malformed' } },
  'not-found': { status: 404, title: { vi: 'Không tìm thấy', en: 'Not found' } },
  forbidden: { status: 403, title: { vi: 'Không được phép', en: 'Not allowed' } },
  'forbidden-by-state': { status: 409, title: { vi: 'Không làm được ở trạng thái này', en: 'Not possible in this state' } },
  'rule-broken': { status: 422, title: { vi: 'Chưa đúng quy định', en: 'A rule is not met' } },
  conflict: { status: 409, title: { vi: 'Đã có thay đổi khác', en: 'Changed by others meanwhile' } },
  unavailable: { status: 503, title: { vi: 'Tạm thời chưa phục vụ được', en: 'Unavailable for a moment' } },
};

/** Any thrown thing as a problem: what is not foreseen becomes a fault of ours without details. */
export function toProblem(error: unknown): Problem {
  if (error instanceof EdgeProblem) return { ...edgeProblem(error.code, error.fields), ...error.details };
  if (error instanceof DomainError) return domainProblem(error.details);
  return edgeProblem(isTransientFault(error) ? 'unavailable' : 'unexpected-fault', []);
}

function edgeProblem(code: EdgeProblemCode, fields: FieldFaults): Problem {
  return withRetry({ code, ...EDGE_PROBLEMS[code], fields });
}

function domainProblem({ kind, code, mend, fields = [] }: DomainErrorDetails): Problem {
  return withRetry({ code, ...DOMAIN_PROBLEM[kind], mend, fields });
}

function withRetry(problem: Problem): Problem {
  const isWorthRepeating = problem.status === 503 || problem.code === 'changed-meanwhile';
  return isWorthRepeating ? { ...problem, retryAfterSeconds: RETRY_AFTER_SECONDS } : problem;
}
