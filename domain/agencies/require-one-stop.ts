import { DomainError } from '#domain/kernel/domain-error';
import type { Agency } from './agency.ts';

/**
 * A dossier is handed in at a one-stop: its desk accepts it, and its code begins the dossier's. Any one-stop of the cell
 * will do, whatever the applicant's place (Decree 118/2025: reception regardless of boundaries).
 * @throws DomainError `no-one-stop` when there is no such agency, it is history, or it is something else
 */
export function requireOneStop(agency: Agency | undefined): void {
  if (agency !== undefined && agency.level !== 'district-historic' && agency.roles.includes('one-stop')) return;
  throw new DomainError({
    kind: 'rule-broken',
    code: 'no-one-stop',
    mend: { vi: 'Nơi nộp hồ sơ phải là bộ phận một cửa; hãy chọn lại.', en: 'A dossier is handed in at a one-stop; choose one from the register of agencies.' },
    fields: [{ pointer: '/receivingAgency', problem: 'not a one-stop of the register' }],
  });
}
