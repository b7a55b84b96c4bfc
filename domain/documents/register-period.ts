import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { Temporal, VIETNAM_TIME_ZONE } from '#domain/kernel/temporal';

/** As many lines as are drawn in the time a reader waits; a larger office asks week by week. */
export const MAX_REGISTER_LINES = 500;

/** Instants of a period of Vietnamese calendar days; the last one is outside of it. */
export interface RegisterPeriod {
  readonly yearStartsAt: string;
  readonly from: string;
  readonly until: string;
}

/**
 * A period of the register, which begins anew each year (Circular 01/2018/TT-VPCP Art. 10(2)).
 * @throws DomainError `register-period-wrong` when it runs backwards or over two years
 */
export function registerPeriod(from: string, to: string): RegisterPeriod {
  if (from > to || from.slice(0, 4) !== to.slice(0, 4)) throw periodWrong();
  return { yearStartsAt: startOf(`${from.slice(0, 4)}-01-01`, 0), from: startOf(from, 0), until: startOf(to, 1) };
}

/** More dossiers than one answer holds. */
export function registerTooLong(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'register-too-long',
    mend: { vi: 'Thời gian này có hơn 500 hồ sơ; hãy chọn ít ngày hơn.', en: 'There are more than 500 dossiers in this period; ask for fewer days.' },
  });
}

function periodWrong(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'register-period-wrong',
    mend: { vi: 'Ngày cuối phải không trước ngày đầu và cùng năm: sổ được lập theo từng năm.', en: 'The last day must not be before the first one and lie in the same year: the register is kept by the year.' },
    fields: [{ pointer: '/query/to', problem: 'is before `from` or in another year' }],
  });
}

function startOf(day: string, later: number): string {
  return toIso(Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(VIETNAM_TIME_ZONE).toInstant());
}
