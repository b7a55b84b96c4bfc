import { expect, test } from '@jest/globals';
import { cellOf } from '#test/infra/synthesized-cell';

const production = cellOf('production');
const queues = production.all('AWS::SQS::Queue');
const mappings = production.all('AWS::Lambda::EventSourceMapping');

test('every queue is encrypted with the cell\'s key, speaks TLS only and keeps messages 14 days', () => {
  expect(queues).toHaveLength(20);
  for (const { Properties } of queues) expect(Properties).toMatchObject({ KmsMasterKeyId: expect.anything(), MessageRetentionPeriod: 14 * 24 * 3600 });
  const policies = production.all('AWS::SQS::QueuePolicy');
  expect(policies).toHaveLength(20);
  for (const policy of policies) expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
});

test('a wake is tried five times before it goes to the dead letters, on both queues', () => {
  const withDeadLetters = queues.filter(({ stack, Properties }) => stack === 'Events' && Properties['RedrivePolicy'] !== undefined);
  const wakes = { RedrivePolicy: { maxReceiveCount: 5 }, VisibilityTimeout: 300 };
  expect(withDeadLetters).toMatchObject([{ Properties: wakes }, { Properties: wakes }]);
});

test('the relay follows new events only, in small batches that can fail in part, and sets aside what it cannot relay', () => {
  expect(mappings.find(({ stack, Properties }) => stack === 'Events' && Properties['StartingPosition'] !== undefined)?.Properties).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 25,
    ParallelizationFactor: 4,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"itemType":{"S":["EVENT"]}}}}' }] },
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^RelayFailureQueue/), 'Arn'] } } },
  });
});

test('slow and dead endpoints are handled in places of their own', () => {
  const workers = mappings.filter(({ stack, Properties }) => stack === 'Events' && Properties['StartingPosition'] === undefined);
  expect(workers.map(({ Properties }) => Properties)).toMatchObject([
    { BatchSize: 5, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 20 } },
    { BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'], ScalingConfig: { MaximumConcurrency: 10 } },
  ]);
});

test('what is due is looked for every minute', () => {
  expect(production.all('AWS::Events::Rule').filter(({ stack }) => stack === 'Deliveries')).toMatchObject([{ Properties: { ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' } }]);
});

test('the counter follows the same stream beside the relay, gathers what comes within half a minute, and sets aside what it cannot count', () => {
  expect(mappings.find(({ stack, Properties }) => stack === 'Figures' && Properties['StartingPosition'] !== undefined)?.Properties).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 30,
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^CounterFailureQueue/), 'Arn'] } } },
  });
});

test('parts of a rebuild are counted one by one, four at once, and tried five times', () => {
  expect(mappings.find(({ stack, Properties }) => stack === 'Figures' && Properties['StartingPosition'] === undefined)?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 4 } });
  expect(queues.filter(({ stack, Properties }) => stack === 'Figures' && Properties['RedrivePolicy'] !== undefined)).toMatchObject([{ Properties: { RedrivePolicy: { maxReceiveCount: 5 }, VisibilityTimeout: 720 } }]);
});

test('the evaluator runs every five minutes, and a run that comes late does not tell the past as the present', () => {
  expect(production.all('AWS::Events::Rule').filter(({ stack }) => stack === 'Sla')).toMatchObject([
    { Properties: { ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED', Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 } }] } },
  ]);
});

test('the reconciler runs every five minutes, alone, and what fails of it is kept', () => {
  expect(production.all('AWS::Events::Rule').filter(({ stack }) => stack === 'Operations')).toMatchObject([{ Properties: { ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' } }]);
  const reconciler = production.all('AWS::Lambda::Function').find(({ id }) => id.startsWith('ReconcileDossiers'));
  expect(reconciler?.Properties).toMatchObject({ ReservedConcurrentExecutions: 1, DeadLetterConfig: { TargetArn: expect.anything() } });
});
