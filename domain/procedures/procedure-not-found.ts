import { DomainError } from '#domain/kernel/domain-error';

/** There is no such procedure, or none in force on the day asked about. */
export function procedureNotFound(): DomainError {
  return new DomainError({
    kind: 'not-found',
    code: 'procedure-not-found',
    mend: { vi: 'Không có thủ tục này, hoặc không có phiên bản có hiệu lực vào ngày đó.', en: 'There is no such procedure, or no version of it in force on that day; search the catalogue.' },
  });
}
