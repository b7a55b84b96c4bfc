import { randomUUID } from 'node:crypto';
import type { Agency } from '#domain/agencies/agency';
import { procedureDefinition, type ProcedureDefinition } from '#domain/procedures/procedure';

/** A letter-and-digits word nobody else in the run has. */
function unique(): string {
  return randomUUID().slice(0, 8).toUpperCase();
}

export function anAgencyCode(): string {
  return `H26.${unique()}`;
}

export function aPlaceCode(): string {
  return unique();
}

export function anAgency(overrides: Partial<Agency> = {}): Agency {
  return {
    code: anAgencyCode(),
    name: { vi: 'Bộ phận một cửa phường', en: 'Ward one-stop desk' },
    level: 'commune',
    roles: ['one-stop'],
    serves: ['00004'],
    receives: ['inbox'],
    ...overrides,
  };
}

export function aProcedureCode(): string {
  return `1.${String(Number.parseInt(randomUUID().slice(0, 8), 16) % 1_000_000).padStart(6, '0')}`;
}

const source = { cites: 'Nghị định 61/2018/NĐ-CP, Điều 19', confidence: 'sourced' as const };

export function aProcedure(overrides: Partial<ProcedureDefinition> = {}): ProcedureDefinition {
  const day = { amount: 1, unit: 'working-day' as const };
  return procedureDefinition.parse({
    code: aProcedureCode(),
    version: 1,
    name: { vi: 'Đăng ký khai sinh', en: 'Birth registration' },
    field: { vi: 'Hộ tịch', en: 'Civil status' },
    level: 'commune',
    effective: { from: '2026-01-01' },
    transition: 'GRANDFATHER',
    channels: ['online', 'desk'],
    cases: [{ id: 'usual', name: { vi: 'Thường', en: 'Usual' }, terms: [{ channels: ['online', 'desk'], term: day, legalBasis: source }] }],
    reception: { limit: day, legalBasis: source },
    cutOff: { kind: 'NONE' },
    supplement: { askWithin: day, answerWithin: { amount: 30, unit: 'calendar-day' }, onNoAnswer: 'REFUSE', legalBasis: source },
    stages: [
      {
        id: 'registration',
        name: { vi: 'Đăng ký', en: 'Registration' },
        steps: [{ id: 'register-birth', name: { vi: 'Đăng ký khai sinh', en: 'Register the birth' }, agencyRole: 'civil-status', budget: day }],
      },
    ],
    legalBasis: [source],
    ...overrides,
  });
}
