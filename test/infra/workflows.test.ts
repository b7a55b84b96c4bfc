import { describe, expect, test } from '@jest/globals';
import { machineFile } from '#test/statemachines/machine-files';
import { cellOf } from '#test/infra/synthesized-cell';

const production = cellOf('production');
const machines = production.all('AWS::StepFunctions::StateMachine').map((found) => ({ found, name: String(found.Properties['StateMachineName']).replace('mot-cua-production-', '') }));

/** Machines of another stack than the function that records failures. */
const OUTSIDE = ['calendar-replay', 'bulk-hand-in', 'data-export'];
const dossierTable = { DossierTableName: { 'Fn::ImportValue': expect.stringContaining('DossierTable') } };
/** The tables machines leave their tokens in; the others wait for nobody. */
const TABLES: Readonly<Record<string, object>> = {
  'calendar-replay': { RegisterTableName: { 'Fn::ImportValue': expect.stringContaining('RegisterTable') } },
  'dossier-lifecycle': dossierTable,
  'document-signing': dossierTable,
  'interagency-consultation': dossierTable,
};

test('every machine is deployed', () => {
  expect(machines.map(({ name }) => name)).toEqual(['bulk-hand-in', 'calendar-replay', 'data-export', 'dossier-lifecycle', 'interagency-consultation', 'document-signing']);
});

describe.each(machines)('$name', ({ found, name }) => {
  test('is the definition of its file, word by word, with names filled in', () => {
    expect(JSON.parse(String(found.Properties['DefinitionString']))).toEqual(JSON.parse(machineFile(name).text));
    expect(found.Properties['DefinitionSubstitutions']).toMatchObject({
      // A machine of another stack than the function names it by its export.
      RecordFailureArn: OUTSIDE.includes(name) ? { 'Fn::ImportValue': expect.stringContaining('RecordFailure') } : { 'Fn::GetAtt': [expect.stringMatching(/^RecordFailure/), 'Arn'] },
      ...TABLES[name],
    });
  });

  test('is a Standard machine, traced and logged without payloads, which carry task tokens', () => {
    expect(found.Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' },
    });
  });

  test('writes into an encrypted log that forgets', () => {
    const log = production.all('AWS::Logs::LogGroup').find(({ Properties }) => Properties['LogGroupName'] === `/aws/vendedlogs/states/mot-cua/production/${name}`);
    expect(log?.Properties).toMatchObject({ RetentionInDays: 400, KmsKeyId: expect.anything() });
  });
});
