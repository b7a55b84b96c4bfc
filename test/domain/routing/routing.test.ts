import { describe, expect, test } from '@jest/globals';
import { agency, type Agency } from '#domain/agencies/agency';
import { nextStage, stepDefinition, stepsFor } from '#domain/routing/next-stage';
import { requiredRoles, resolveRoles } from '#domain/routing/required-roles';
import { catalogueProcedure, smallProcedure } from '../dossiers/catalogue-procedure.ts';
import { refusalOf } from '../dossiers/refused.ts';

const birth = catalogueProcedure('3.000722');
const small = smallProcedure();

describe('the way through the stages', () => {
  test('begins with the first, follows their order and ends', () => {
    const choices = { 'identity-card': 'without' };
    expect(nextStage(birth, undefined, choices)?.id).toBe('birth');
    expect(nextStage(birth, 'birth', choices)?.id).toBe('rights');
    expect(nextStage(birth, 'rights', choices)).toBeUndefined();
  });

  test('passes over a stage in which nothing applies', () => {
    const procedure = smallProcedure({ '/stages/0/steps/0/when': { size: ['large'] } });
    expect(nextStage(procedure, undefined, { size: 'small' })?.id).toBe('decide');
    expect(nextStage(procedure, undefined, { size: 'large' })?.id).toBe('look');
  });

  test('opens the steps the choices call for', () => {
    const [, rights] = birth.stages;
    if (rights === undefined) throw new Error('a birth has two stages');
    expect(stepsFor(rights, { 'identity-card': 'without' }).map(({ id }) => id)).toEqual(['permanent-residence', 'health-insurance-card']);
    expect(stepsFor(rights, { 'identity-card': 'with' })).toHaveLength(3);
  });

  test('knows a step by its id alone', () => {
    expect(stepDefinition(birth, 'identity-card')?.agencyRole).toBe('public-security-province');
    expect(stepDefinition(birth, 'nowhere')).toBeUndefined();
  });
});

describe('the agencies of a dossier', () => {
  const place = { commune: '00001', province: 'H26' };
  const agencyFor = (code: string, roles: string[]): Agency => agency.parse({ code, name: { vi: code, en: code }, level: 'province', roles, serves: ['H26'], receives: ['inbox'] });

  test('are those of its steps and of whom its steps may ask, each role once', () => {
    expect(requiredRoles(small, { size: 'small' })).toEqual(['construction-authority', 'fire-police', 'culture-authority', 'commune-peoples-committee']);
    expect(requiredRoles(small, { size: 'large' })).toContain('land-office');
  });

  test('are fixed by role, one body for several roles if need be', () => {
    const agencies = [agencyFor('H26.1', ['construction-authority', 'culture-authority']), agencyFor('H26.2', ['fire-police']), agencyFor('H26.3', ['commune-peoples-committee', 'tax'])];
    expect(resolveRoles({ procedure: small, choices: { size: 'small' }, place, agencies })).toEqual({
      'construction-authority': 'H26.1',
      'culture-authority': 'H26.1',
      'fire-police': 'H26.2',
      'commune-peoples-committee': 'H26.3',
    });
  });

  test('must all exist at the place, or the hand-in is refused with every role named', () => {
    const refusal = refusalOf(() => resolveRoles({ procedure: small, choices: { size: 'small' }, place, agencies: [] }));
    expect(refusal).toMatchObject({ kind: 'rule-broken', code: 'no-agency-for-role' });
    expect(refusal.fields).toHaveLength(4);
  });
});
