import { describe, expect, test } from '@jest/globals';
import { stageNamed, stages } from '#infra/stages';
import { cellOf, type Found } from '#test/infra/synthesized-cell';

describe('choosing a stage', () => {
  test('takes the one that is named, and dev when none is', () => {
    expect(stageNamed('production')).toBe(stages.production);
    expect(stageNamed(undefined)).toBe(stages.dev);
  });

  test('refuses a stage that does not exist, naming those that do', () => {
    expect(() => stageNamed('prod')).toThrow('There is no stage "prod"; there are local, dev, staging, production.');
  });
});

describe('from stage to stage', () => {
  const inventory = (cell: readonly Found[]) => cell.map(({ stack, Type, id }) => `${stack} ${Type} ${id.replace(/MotCua.*$/, '')}`).toSorted();

  test.each(['local', 'dev', 'staging'] as const)('%s has the very resources production has', (stage) => {
    expect(inventory(cellOf(stage).resources)).toEqual(inventory(cellOf('production').resources));
  });

  test('only production refuses to lose data', () => {
    const protecting = (['local', 'dev', 'staging', 'production'] as const).filter((stage) =>
      cellOf(stage).all('AWS::DynamoDB::Table').every(({ Properties, DeletionPolicy }) => Properties['DeletionProtectionEnabled'] === true && DeletionPolicy === 'Retain'));
    expect(protecting).toEqual(['production']);
  });

  test('all data is encrypted, versioned and restorable in every stage, so that no stage tests less than production', () => {
    for (const stage of ['local', 'dev', 'staging'] as const) {
      for (const table of cellOf(stage).all('AWS::DynamoDB::Table')) {
        expect(table.Properties).toMatchObject({ SSESpecification: { SSEType: 'KMS' }, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } });
      }
    }
  });

  test('everything that can carry a tag says which product and stage it belongs to', () => {
    for (const { Properties } of cellOf('production').all('AWS::Lambda::Function')) {
      expect(Properties['Tags']).toEqual(expect.arrayContaining([{ Key: 'product', Value: 'mot-cua' }, { Key: 'stage', Value: 'production' }]));
    }
  });

  test('no template names an account or a Region', () => {
    for (const stage of ['local', 'production'] as const) {
      expect(JSON.stringify(cellOf(stage).templates)).not.toMatch(/\b\d{12}\b|\b[a-z]{2}-(north|south|east|west|central|southeast|northeast)[a-z]*-\d\b/);
    }
  });
});
