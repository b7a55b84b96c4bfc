import type * as z from 'zod';
import { changeCalendar } from '#domain/deadlines/calendar-change';
import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import type { CalendarTools } from '#functions/platform/calendar-tools';
import { findProposal, requireCalendarLeave, viewProposal } from '#functions/platform/find-proposal';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { EdgeProblem } from '#functions/platform/problem';
import type { calendarBody } from './contract.ts';

type Request = WriteRequest<z.infer<typeof calendarBody>>;

/** Others propose at the same moment this often: then the caller shall come again. */
const MAX_ATTEMPTS = 5;

/**
 * Proposes the next edition of the calendar and starts the machine that looks at every open dossier; nothing is in force
 * before somebody has approved what it found. The machine is started again with a repeated call, should it not have been.
 * @throws EdgeProblem not-allowed, idempotency-key-reused or changed-meanwhile
 * @throws DomainError invalid-calendar or calendar-outdated
 */
export async function proposeCalendar(tools: CalendarTools, request: Request): Promise<HttpAnswer> {
  const { register, machine, authoriser } = tools;
  requireCalendarLeave(authoriser, request.principal, 'ProposeCalendar');
  const edition = await propose(tools, request);
  const proposal = await findProposal(register, edition);
  await machine.start({ edition, epoch: proposal.machineEpoch });
  return { status: 201, headers: { location: `/v1/calendars/${String(edition)}` }, body: await viewProposal(register, proposal) };
}

async function propose({ register }: CalendarTools, request: Request): Promise<number> {
  const { scope, requestHash } = request.idempotency;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const answered = await register.answered(scope);
    if (answered !== undefined && answered.requestHash !== requestHash) throw new EdgeProblem('idempotency-key-reused', [{ pointer: '/headers/idempotency-key', problem: 'used before with another request' }]);
    if (answered !== undefined) return answered.edition;
    const { proposal, facts } = await prepare(register, request);
    if ((await register.propose({ proposal, facts, scope, requestHash })) === 'proposed') return proposal.edition;
  }
  throw new EdgeProblem('changed-meanwhile');
}

async function prepare(register: CalendarTools['register'], { principal, body, now }: Request) {
  const { edition: basedOn } = await register.inForce();
  if (body.basedOn !== undefined && body.basedOn !== basedOn) throw outdated(basedOn);
  const inForce = await register.facts(basedOn);
  if (inForce === undefined) throw new Error(`The register lost the calendar of edition ${String(basedOn)}`);
  const { rows } = await register.proposals({ limit: 1 });
  const edition = (rows[0]?.edition ?? 0) + 1;
  const proposal: CalendarProposal = { edition, basedOn, version: 1, state: 'previewing', machineEpoch: 1, proposedBy: principal.id, proposedAt: toIso(now) };
  return { proposal, facts: changeCalendar(inForce, body, edition) };
}

function outdated(inForce: number): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'calendar-outdated',
    mend: { vi: `Phiên bản ${String(inForce)} đang có hiệu lực; hãy xem lại lịch rồi đề xuất trên phiên bản đó.`, en: `Edition ${String(inForce)} is in force now; read it and propose on top of it.` },
    fields: [{ pointer: '/basedOn', problem: 'no longer the edition in force' }],
  });
}
