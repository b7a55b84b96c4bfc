import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { knownRoles } from '#domain/procedures/known-roles';
import { lintProcedure } from '#domain/procedures/lint-procedure';
import { procedureDefinition } from '#domain/procedures/procedure';

const read = (name: string) => procedureDefinition.parse(JSON.parse(readFileSync(new URL(`../../bench/procedures/${name}.json`, import.meta.url), 'utf8')));

describe('The procedures of the bench', () => {
  test.each(['six-steps', 'reference'])('%s may be published', (name) => {
    expect(lintProcedure(read(name), knownRoles)).toEqual([]);
  });

  test('the reference procedure has 8 steps in 6 stages, three of them at once', () => {
    expect(read('reference').stages.map(({ steps }) => steps.length)).toEqual([1, 1, 3, 1, 1, 1]);
  });
});
