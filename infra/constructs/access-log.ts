import { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';

// From where, what, how long and how it ended; no query string, no header, no name. Who called is in the function's log, by kind.
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestedAt: '$context.requestTimeEpoch',
  sourceIp: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatencyMilliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
});

/** Where the API's door writes down each call, and what of it. */
export function accessLog(scope: Construct, { stage, key }: Surroundings): CfnStage.AccessLogSettingsProperty {
  const { logGroupArn } = new LogGroup(scope, 'AccessLog', {
    logGroupName: `/mot-cua/${stage.name}/api-access`,
    retention: stage.logRetention,
    encryptionKey: key,
    removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  return { destinationArn: logGroupArn, format: ACCESS_LOG_FORMAT };
}
