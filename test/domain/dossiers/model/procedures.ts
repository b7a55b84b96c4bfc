import type { ProcedureDefinition } from '#domain/procedures/procedure';
import { catalogue, smallProcedure } from '../catalogue-procedure.ts';

const name = { vi: 'Tên', en: 'Name' };
const legalBasis = { cites: 'A test', confidence: 'unverified' };
const days = (amount: number) => ({ amount, unit: 'working-day' });

/** Two duties and a work step with two consultations side by side: what no shipped procedure has, and a province may publish tomorrow. */
function crowded(changes: Readonly<Record<string, unknown>>): ProcedureDefinition {
  return smallProcedure({
    '/stages/0/steps/1': { id: 'measure', name, agencyRole: 'tax', budget: days(1), kind: 'obligation', onCannot: 'CONTINUE' },
    '/stages/0/steps/2': { id: 'fee', name, agencyRole: 'land-office', budget: days(2), kind: 'obligation', result: { type: 'fee-paper', name } },
    '/stages/0/steps/0/consultations/1': { id: 'second', question: name, agencyRoles: ['fire-police', 'tax'], limit: days(1), onSilence: 'DEEMED_AGREED', quorum: 1, legalBasis },
    '/stages/1/steps/1': { id: 'copy', name, agencyRole: 'social-affairs', budget: days(1), onCannot: 'CONTINUE', consultations: [{ id: 'third', question: name, agencyRoles: ['fire-police', 'tax'], limit: days(1), onSilence: 'CONTINUE_WITHOUT', legalBasis }] },
    ...changes,
  });
}

/** Every procedure shipped, and variants of a crowded one that differ in each rule the domain knows. */
export const procedures: readonly ProcedureDefinition[] = [
  ...catalogue,
  crowded({}),
  crowded({ '/supplement/clock': 'RESUME', '/supplement/maxRequests': 3, '/supplement/onNoAnswer': 'STOP' }),
  crowded({ '/supplement/maxRequests': 2, '/stages/0/steps/0/onCannot': 'CONTINUE', '/cutOff': { kind: 'AT_TIME', localTime: '15:00', shiftTo: 'NEXT_WORKING_DAY' } }),
  crowded({ '/supplement/clock': 'RESUME', '/supplement/maxRequests': 2, '/stages/0/steps/0/onCannot': 'CONTINUE', '/stages/0/steps/2/onCannot': 'CONTINUE' }),
];
