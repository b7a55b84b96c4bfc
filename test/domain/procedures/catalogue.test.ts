import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { chooseCase, completeChoices, termFor } from '#domain/procedures/choose-case';
import { agencyRoles, knownRoles } from '#domain/procedures/known-roles';
import { lintProcedure } from '#domain/procedures/lint-procedure';
import { loadProcedure } from '#domain/procedures/load-procedure';
import { applies } from '#domain/procedures/procedure';
import type { ProcedureDefinition } from '#domain/procedures/procedure';

const folder = new URL('../../../domain/procedures/catalogue/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

function load(file: string): ProcedureDefinition {
  const json: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  return loadProcedure(json, knownRoles);
}

function byCode(code: string): ProcedureDefinition {
  const file = files.find((each) => each.endsWith(`-${code}.json`));
  if (file === undefined) throw new Error(`no catalogue file for ${code}`);
  return load(file);
}

/** Term in working days by the procedure's first channel. */
function days(code: string, choices: Readonly<Record<string, string>> = {}): number {
  const definition = byCode(code);
  const [channel = 'online'] = definition.channels;
  const { amount, unit } = termFor(chooseCase(definition, completeChoices(definition, choices)), channel);
  expect(unit).toBe('working-day');
  return amount;
}

function stepsOf(code: string, choices: Readonly<Record<string, string>> = {}): string[][] {
  const definition = byCode(code);
  const complete = completeChoices(definition, choices);
  return definition.stages.map(({ steps }) => steps.filter(({ when }) => applies(when, complete)).map(({ id }) => id)).filter((stage) => stage.length > 0);
}

describe('the shipped catalogue', () => {
  test('has the seven procedures', () => {
    expect(files.map((file) => file.replace(/^.*-(\d\.\d+)\.json$/, '$1')).toSorted()).toEqual(['1.001612', '1.013225', '1.013831', '1.014199', '1.900297', '2.002913', '3.000722']);
  });

  test.each(files)('%s passes the linter without a finding, bears its code, and says where it is unsure', (file) => {
    const definition = load(file);
    expect(lintProcedure(definition, knownRoles)).toEqual([]);
    expect(file).toContain(definition.code);
    expect(definition.notes.length).toBeGreaterThan(0);
  });

  test('names no role without its name in both languages', () => {
    expect(Object.values(agencyRoles).every(({ vi, en }) => vi.length > 0 && en.length > 0)).toBe(true);
    expect([...knownRoles]).toEqual(Object.keys(agencyRoles));
  });

  test.each<[sentence: string, code: string, choices: Record<string, string>, workingDays: number]>([
    ['a birth', '3.000722', {}, 3],
    ['a birth with an identity card', '3.000722', { 'identity-card': 'with' }, 9],
    ['a death without benefit', '2.002913', {}, 3],
    ['a death with social insurance', '2.002913', { benefit: 'funeral-insurance' }, 9],
    ['a death with social assistance', '2.002913', { benefit: 'social-assistance-funeral' }, 6],
    ['a death at eighty with survivor benefit', '2.002913', { benefit: 'social-assistance-elderly' }, 11],
    ['a death with merit', '2.002913', { benefit: 'merit' }, 18],
    ['a household business', '1.001612', {}, 3],
    ['a house', '1.013225', {}, 7],
    ['another building', '1.013225', { work: 'other-work' }, 10],
    ['a transfer of land', '1.013831', {}, 8],
    ['a transfer of land in a remote commune', '1.013831', { area: 'remote' }, 18],
    ['a work permit', '1.014199', {}, 10],
    ['a karaoke bar', '1.900297', {}, 16],
  ])('%s is due in its working days', (_sentence, code, choices, workingDays) => {
    expect(days(code, choices)).toBe(workingDays);
  });
});

describe('who works', () => {
  test('on a birth: the committee first, then police and insurance side by side', () => {
    expect(stepsOf('3.000722')).toEqual([['birth-registration'], ['permanent-residence', 'health-insurance-card']]);
    expect(stepsOf('3.000722', { 'identity-card': 'with' })[1]).toContain('identity-card');
  });

  test('on a birth refused: nobody any more; on a residence or card refused: the others go on', () => {
    const rules = byCode('3.000722').stages.flatMap(({ steps }) => steps.map(({ id, onCannot }) => [id, onCannot]));
    expect(Object.fromEntries(rules)).toEqual({ 'birth-registration': 'END', 'permanent-residence': 'CONTINUE', 'health-insurance-card': 'CONTINUE', 'identity-card': 'CONTINUE' });
  });

  test.each([
    ['none', []],
    ['funeral-insurance', ['funeral-insurance']],
    ['social-assistance-funeral', ['social-assistance-funeral']],
    ['social-assistance-elderly', ['stop-survivor-benefit', 'social-assistance-funeral']],
    ['merit', ['merit']],
  ])('on a death with benefit %s: the residence deleted and that benefit only', (benefit, steps) => {
    expect(stepsOf('2.002913', { benefit })).toEqual([['death-registration'], ['residence-deletion', ...steps]]);
  });

  test('on a transfer of land: the clock stands still for the tax alone', () => {
    const obligations = byCode('1.013831').stages.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'obligation').map(({ agencyRole }) => agencyRole));
    expect(obligations).toEqual(['tax']);
  });

  test('on a house: three agencies asked, two working days, silence is agreement', () => {
    const consultations = byCode('1.013225').stages.flatMap(({ steps }) => steps.flatMap((step) => step.consultations));
    for (const { agencyRoles: asked, limit, onSilence } of consultations) {
      expect({ asked, limit, onSilence }).toEqual({ asked: ['culture-authority', 'fire-police', 'natural-resources'], limit: { amount: 2, unit: 'working-day' }, onSilence: 'DEEMED_AGREED' });
    }
    expect(consultations).toHaveLength(2);
  });

  test('on a karaoke bar: five steps one after the other, which fill the term', () => {
    const steps = byCode('1.900297').stages.map((stage) => stage.steps.map(({ budget }) => budget.amount));
    expect(steps).toEqual([[3], [3], [3], [4], [3]]);
  });
});
