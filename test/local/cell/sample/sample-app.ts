import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { App, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AlarmRule, AlarmState, CompositeAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code, EventSourceMapping, Function as LambdaFn, FilterCriteria, FilterRule, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { buildSync } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Synthesizes, into `<folder>/cdk.out`, a small two-stack app that uses each kind of resource once. */
function synthesizeSampleApp(folder: string): void {
  buildSync({
    entryPoints: [join(here, 'handlers.mjs')],
    outfile: join(folder, 'code', 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);' },
    logLevel: 'error',
  });
  const app = new App({ outdir: join(folder, 'cdk.out'), context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  const data = addDataStack(app);
  addWorkStack(app, join(folder, 'code'), data);
  app.synth();
}

interface SampleData {
  readonly table: Table;
  readonly bucket: Bucket;
}

function addDataStack(app: App): SampleData {
  const stack = new Stack(app, 'Data');
  const table = new Table(stack, 'Notes', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'expiresAtEpochSeconds',
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return { table, bucket: new Bucket(stack, 'Papers', { versioned: true }) };
}

function addWorkStack(app: App, codeFolder: string, { table, bucket }: SampleData): void {
  const stack = new Stack(app, 'Work');
  const deadLetters = new Queue(stack, 'DeadLetters');
  const queue = new Queue(stack, 'Deliveries', { visibilityTimeout: Duration.seconds(60), deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 } });
  const variables = { TABLE: table.tableName, BUCKET: bucket.bucketName, QUEUE_URL: queue.queueUrl };
  const fn = (id: string, handler: string, environment: Record<string, string> = {}): LambdaFn =>
    new LambdaFn(stack, id, {
      runtime: Runtime.NODEJS_24_X,
      handler: `index.${handler}`,
      code: Code.fromAsset(codeFolder),
      timeout: Duration.seconds(10),
      memorySize: 256,
      environment: { ...variables, ...environment },
    });
  const machine = new StateMachine(stack, 'Machine', {
    definitionBody: DefinitionBody.fromString(readFileSync(join(here, 'machine.asl.json'), 'utf8')),
    definitionSubstitutions: { DecideArn: fn('Decide', 'decide').functionArn, TableName: table.tableName },
  });
  addApi(stack, fn);
  const relay = fn('Relay', 'relay', { MACHINE_ARN: machine.stateMachineArn });
  new EventSourceMapping(stack, 'Stream', {
    target: relay,
    eventSourceArn: table.tableStreamArn ?? '',
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: { itemType: { S: FilterRule.isEqual('EVENT') } } } })],
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(deadLetters),
  });
  fn('Deliver', 'deliver').addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));
  const tick = fn('Tick', 'tick');
  new Rule(stack, 'EveryHour', { schedule: Schedule.rate(Duration.hours(1)), targets: [new LambdaFunction(tick)] });
  addAlarms(stack, { tick, deadLetters });
}

function addAlarms(stack: Stack, { tick, deadLetters }: { tick: LambdaFn; deadLetters: Queue }): void {
  const tell = new SnsAction(new Topic(stack, 'Alarms'));
  const fails = tick.metricErrors({ period: Duration.minutes(1) }).createAlarm(stack, 'TickFails', { threshold: 1, evaluationPeriods: 1 });
  fails.addAlarmAction(tell);
  const dead = deadLetters
    .metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(5) })
    .createAlarm(stack, 'Dead', { alarmName: 'deliveries/dead letters/not empty', threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING });
  const alarmRule = AlarmRule.allOf(AlarmRule.fromAlarm(dead, AlarmState.ALARM), AlarmRule.not(AlarmRule.fromAlarm(fails, AlarmState.ALARM)));
  const trouble = new CompositeAlarm(stack, 'Trouble', { compositeAlarmName: 'deliveries/all/in trouble', alarmDescription: 'Có thư không gửi được.\nSome deliveries failed.', alarmRule });
  trouble.addAlarmAction(tell);
  trouble.addOkAction(tell);
}

function addApi(stack: Stack, fn: (id: string, handler: string, environment?: Record<string, string>) => LambdaFn): void {
  const api = new HttpApi(stack, 'Api');
  const issuer = new CfnParameter(stack, 'OidcIssuer', { default: 'https://issuer.example' });
  const trusting = fn('WriteOwnNote', 'writeNote', { OIDC_ISSUER: issuer.valueAsString });
  const route = (method: HttpMethod, path: string, id: string, handler: string): void => {
    api.addRoutes({ path, methods: [method], integration: new HttpLambdaIntegration(id, fn(id, handler)) });
  };
  route(HttpMethod.POST, '/notes', 'WriteNote', 'writeNote');
  route(HttpMethod.GET, '/notes/{id}', 'ReadNote', 'readNote');
  route(HttpMethod.POST, '/notes/{id}/signal', 'SignalNote', 'signalNote');
  api.addRoutes({ path: '/own-notes', methods: [HttpMethod.POST], integration: new HttpLambdaIntegration('Own', trusting) });
  new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint });
}

synthesizeSampleApp(process.argv[2] ?? '.');
