import { describe, expect, test } from '@jest/globals';
import { DomainError } from '#domain/kernel/domain-error';
import { chooseCase, completeChoices, termFor } from '#domain/procedures/choose-case';
import { procedureDefinition } from '#domain/procedures/procedure';
import { procedureJson, procedureJsonWith } from './procedure-json.ts';

const definition = procedureDefinition.parse(procedureJson());

function fieldsRefused(choices: Readonly<Record<string, string>>, of = definition): unknown {
  try {
    return completeChoices(of, choices);
  } catch (error) {
    return error instanceof DomainError ? error.details.fields : error;
  }
}

describe('choices', () => {
  test('left out take the default', () => {
    expect(completeChoices(definition, {})).toEqual({ size: 'small' });
  });

  test('made stay as they are', () => {
    expect(completeChoices(definition, { size: 'large' })).toEqual({ size: 'large' });
  });

  test('without a default must be made', () => {
    const undecided = procedureDefinition.parse(procedureJsonWith({ '/options/0/default': undefined }));
    expect(fieldsRefused({}, undecided)).toEqual([{ pointer: '/choices/size', problem: 'must be chosen' }]);
  });

  test('unknown, or of an unknown value, are all named', () => {
    expect(fieldsRefused({ size: 'huge', 'a/b': 'c' })).toEqual([
      { pointer: '/choices/a~1b', problem: 'the procedure has no such option' },
      { pointer: '/choices/size', problem: 'must be one of: small, large' },
    ]);
  });

  test('named like a property of every object are unknown too', () => {
    expect(fieldsRefused({ constructor: 'large' })).toEqual([{ pointer: '/choices/constructor', problem: 'the procedure has no such option' }]);
  });
});

describe('a case', () => {
  test('follows from the choices', () => {
    expect(chooseCase(definition, { size: 'small' }).id).toBe('small');
    expect(chooseCase(definition, { size: 'large' }).id).toBe('large');
  });

  test('is refused when no case applies', () => {
    expect(() => chooseCase(definition, { size: 'huge' })).toThrow('no-such-case');
  });

  test('has its term by channel', () => {
    const large = chooseCase(definition, { size: 'large' });
    expect(termFor(large, 'online')).toEqual({ amount: 8, unit: 'working-day' });
    expect(termFor(large, 'desk')).toEqual({ amount: 9, unit: 'working-day' });
    expect(() => termFor(large, 'post')).toThrow('no-term-for-channel');
  });
});
