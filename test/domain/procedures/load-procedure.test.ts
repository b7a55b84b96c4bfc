import { describe, expect, test } from '@jest/globals';
import { DomainError } from '#domain/kernel/domain-error';
import { knownRoles } from '#domain/procedures/known-roles';
import { loadProcedure } from '#domain/procedures/load-procedure';
import { procedureJson, procedureJsonWith } from './procedure-json.ts';

function refusalOf(json: unknown) {
  try {
    loadProcedure(json, knownRoles);
  } catch (error) {
    if (error instanceof DomainError) return { kind: error.details.kind, code: error.details.code, pointers: error.details.fields?.map(({ pointer }) => pointer) };
    throw error;
  }
  return undefined;
}

describe('a procedure is loaded', () => {
  test('with the defaults of the schema filled in', () => {
    const loaded = loadProcedure(procedureJson(), knownRoles);
    expect(loaded.supplement).toMatchObject({ clock: 'RESTART', maxRequests: 1 });
    expect(loaded.stages[1]?.steps[0]).toMatchObject({ kind: 'work', onCannot: 'END', mayReturn: true, consultations: [] });
  });

  test('with no more than a warning', () => {
    expect(refusalOf(procedureJsonWith({ '/cases/0/terms/0/channels/2': 'post' }))).toBeUndefined();
  });

  test.each<[sentence: string, json: unknown, pointers: string[]]>([
    ['is no object', 'a procedure', ['']],
    ['is nothing', null, ['']],
    ['has no code', procedureJsonWith({ '/code': undefined }), ['/code']],
    ['has a code of another form', procedureJsonWith({ '/code': '12.34' }), ['/code']],
    ['has a field nobody knows', procedureJsonWith({ '/stages/0/steps/0/colour': 'red' }), ['/stages/0/steps/0/colour']],
    ['has no stage', procedureJsonWith({ '/stages': [] }), ['/stages']],
    ['has a term of no length', procedureJsonWith({ '/cases/0/terms/0/term/amount': 0 }), ['/cases/0/terms/0/term/amount']],
    ['has an unknown unit', procedureJsonWith({ '/reception/limit/unit': 'fortnight' }), ['/reception/limit/unit']],
    ['begins on a day that does not exist', procedureJsonWith({ '/effective/from': '2026-02-30' }), ['/effective/from']],
    ['has a cut-off at an hour that does not exist', procedureJsonWith({ '/cutOff': { kind: 'AT_TIME', localTime: '25:00', shiftTo: 'NEXT_WORKING_DAY' } }), ['/cutOff/localTime']],
    ['has two faults', procedureJsonWith({ '/version': 0, '/cutOff': { kind: 'SOMETIMES' } }), ['/version', '/cutOff/kind']],
    ['has a field whose name must be escaped', procedureJsonWith({ '/options/0/a~b': 1 }), ['/options/0/a~0b']],
  ])('not when it %s', (_sentence, json, pointers) => {
    expect(refusalOf(json)).toEqual({ kind: 'malformed', code: 'invalid-procedure', pointers });
  });

  test('not when it breaks a rule, and then names every field', () => {
    const json = procedureJsonWith({ '/options/0/default': 'middling', '/stages/0/steps/1/agencyRole': 'star-gazer' });
    expect(refusalOf(json)).toEqual({ kind: 'rule-broken', code: 'invalid-procedure', pointers: ['/options/0/default', '/stages/0/steps/1/agencyRole'] });
  });
});
