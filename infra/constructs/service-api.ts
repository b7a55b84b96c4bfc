import { type CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Surroundings } from '#infra/cell';
import { callPath, type RouteKey } from '#infra/constructs/route-key';
import type { ServiceFunction } from '#infra/constructs/service-function';

export interface ServiceApiProps {
  readonly surroundings: Surroundings;
  readonly issuer: CfnParameter;
  readonly audience: CfnParameter;
}

type RouteAccess =
  | { readonly authorizationType: 'JWT'; readonly authorizerId: string }
  | { readonly authorizationType: 'NONE' };

/**
 * The one HTTP API. Each route, its integration and its permission live beside the function they call, so that
 * a capability's stack can be deployed without the API's; the L2 routes would tie the stacks into a circle.
 */
export class ServiceApi extends Construct {
  readonly apiId: string;
  readonly url: string;
  private readonly authorizerId: string;

  constructor(scope: Construct, id: string, { surroundings, issuer, audience }: ServiceApiProps) {
    super(scope, id);
    const api = new CfnApi(this, 'HttpApi', {
      name: `mot-cua-${surroundings.stage.name}`,
      protocolType: 'HTTP',
      corsConfiguration: {
        allowOrigins: [...surroundings.stage.portalOrigins],
        allowMethods: ['GET', 'POST', 'PUT'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'accept-language', 'x-correlation-id'],
        exposeHeaders: ['api-version', 'etag', 'idempotency-replayed', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-correlation-id'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    });
    this.apiId = api.ref;
    this.url = api.attrApiEndpoint;
    this.authorizerId = new CfnAuthorizer(this, 'Authorizer', {
      apiId: api.ref,
      name: 'access-token',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: issuer.valueAsString, audience: [audience.valueAsString] },
    }).ref;
    this.open(api, surroundings);
  }

  /** A route for a caller with an access token; what he may do there is the policies' matter. */
  route(key: RouteKey, target: ServiceFunction): void {
    this.connect(key, target, { authorizationType: 'JWT', authorizerId: this.authorizerId });
  }

  /** A route for anyone; each one is explained in infra/suppressions.ts. */
  publicRoute(key: RouteKey, target: ServiceFunction): void {
    this.connect(key, target, { authorizationType: 'NONE' });
  }

  metric(metricName: '5xx' | '4xx' | 'Count' | 'Latency', statistic: string): Metric {
    return new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap: { ApiId: this.apiId }, statistic, period: Duration.minutes(5) });
  }

  private open(api: CfnApi, { stage, key }: Surroundings): void {
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: `/mot-cua/${stage.name}/api-access`,
      retention: stage.logRetention,
      encryptionKey: key,
      removalPolicy: stage.protectsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.logGroupArn, format: ACCESS_LOG_FORMAT },
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingRateLimit: stage.throttling.requestsPerSecond,
        throttlingBurstLimit: stage.throttling.burst,
      },
    });
  }

  private connect(routeKey: RouteKey, target: ServiceFunction, access: RouteAccess): void {
    const { functionArn } = target.lambda;
    // A function may stand at several addresses; what hangs on its first one keeps its name.
    const place = target.node.tryFindChild('Route') === undefined ? target : new Construct(target, `At${routeKey.replaceAll(/\W+/g, '')}`);
    const integration = new CfnIntegration(place, 'Integration', {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(place, 'Route', { apiId: this.apiId, routeKey, target: `integrations/${integration.ref}`, ...access });
    new CfnPermission(place, 'CalledByApi', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(target).formatArn({ service: 'execute-api', resource: this.apiId, resourceName: callPath(routeKey) }),
    });
  }
}

// Who, what, how long and how it ended; no query string, no header, no name.
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestedAt: '$context.requestTimeEpoch',
  sourceIp: '$context.identity.sourceIp',
  subject: '$context.authorizer.claims.sub',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatencyMilliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
});
