import { expect, test } from '@jest/globals';
import { placeholderFaults, placeholdersOf } from '#infra/constructs/placeholders';
import { machineFiles } from '#test/statemachines/machine-files';

const definition = '{"FunctionName":"${DecideNextArn}","TableName":"${DossierTableName}","again":"${DecideNextArn}"}';

test('a definition whose placeholders are all filled, each by something it asks for, is right', () => {
  expect(placeholderFaults(definition, ['DecideNextArn', 'DossierTableName'])).toEqual([]);
});

test('a placeholder that nothing fills is a fault', () => {
  expect(placeholderFaults(definition, ['DecideNextArn'])).toEqual(['The placeholder DossierTableName is not filled.']);
});

test('a filling that no placeholder asks for is a fault', () => {
  expect(placeholderFaults(definition, ['DecideNextArn', 'DossierTableName', 'QueueUrl'])).toEqual(['Nothing asks for the placeholder QueueUrl.']);
});

test('the machines ask for their functions and the table they wait in', () => {
  const asked = Object.fromEntries(machineFiles().map(({ name, text }) => [name, placeholdersOf(text).toSorted()]));
  expect(asked).toEqual({
    'bulk-hand-in': ['CloseBulkArn', 'CutBulkArn', 'HandInChunkArn', 'RecordFailureArn'],
    'data-export': ['RecordFailureArn', 'WriteExportPartArn'],
    'calendar-replay': ['DecideReplayArn', 'RecordFailureArn', 'RecountPageArn', 'RegisterTableName'],
    'dossier-lifecycle': ['DecideNextArn', 'DossierTableName', 'RecordFailureArn'],
    'document-signing': ['DecideSigningArn', 'DossierTableName', 'DraftApologyArn', 'RecordFailureArn'],
    'interagency-consultation': ['DecideConsultationArn', 'DossierTableName', 'RecordFailureArn'],
  });
});
