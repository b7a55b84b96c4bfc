import { expect, test } from '@jest/globals';
import { DomainError } from '#domain/kernel/domain-error';
import { toIso } from '#domain/kernel/instant';
import { Temporal } from '#domain/kernel/temporal';

test('a refusal names its code and its sentence, and keeps what the edge needs', () => {
  const error = new DomainError({ kind: 'rule-broken', code: 'paper-missing', mend: { vi: 'Còn thiếu.', en: 'Still missing.' } });
  expect(error).toBeInstanceOf(Error);
  expect({ name: error.name, message: error.message, kind: error.details.kind }).toEqual({ name: 'DomainError', message: 'paper-missing: Still missing.', kind: 'rule-broken' });
});

test('instants are written with milliseconds always, so that text order is time order', () => {
  expect(toIso(Temporal.Instant.from('2026-10-05T09:00:00+07:00'))).toBe('2026-10-05T02:00:00.000Z');
  expect(toIso(Temporal.Instant.from('2026-10-05T02:00:00.123456Z'))).toBe('2026-10-05T02:00:00.123Z');
});
