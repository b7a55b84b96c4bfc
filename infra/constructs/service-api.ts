import { type CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Cell, Surroundings } from '#infra/cell';
import { accessLog } from '#infra/constructs/access-log';
import { callPath, type RouteKey } from '#infra/constructs/route-key';
import type { ServiceFunction } from '#infra/constructs/service-function';

export interface ServiceApiProps {
  readonly cell: Cell;
  readonly issuer: CfnParameter;
  readonly audience: CfnParameter;
}

/**
 * The one HTTP API. Who calls is asked in the functions themselves, by what a route gives them here (decision 025); each route, its integration and its permission live beside the function they call, so that
 * a capability's stack can be deployed without the API's; the L2 routes would tie the stacks into a circle.
 */
export class ServiceApi extends Construct {
  readonly apiId: string;
  readonly url: string;
  private readonly cell: Cell;
  private readonly people: { readonly OIDC_ISSUER: string; readonly OIDC_AUDIENCE: string };

  constructor(scope: Construct, id: string, { cell, issuer, audience }: ServiceApiProps) {
    super(scope, id);
    this.cell = cell;
    this.people = { OIDC_ISSUER: issuer.valueAsString, OIDC_AUDIENCE: audience.valueAsString };
    const api = new CfnApi(this, 'HttpApi', {
      name: `mot-cua-${cell.stage.name}`,
      protocolType: 'HTTP',
      corsConfiguration: {
        allowOrigins: [...cell.stage.portalOrigins],
        allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'accept-language', 'x-correlation-id'],
        exposeHeaders: [
          'api-version', 'etag', 'idempotency-replayed', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'www-authenticate', 'x-correlation-id',
        ],
        maxAge: Duration.hours(1).toSeconds(),
      },
    });
    this.apiId = api.ref;
    this.url = api.attrApiEndpoint;
    this.open(api, cell);
  }

  /** A route whose function asks who calls; what he may do there is the policies' matter. */
  route(key: RouteKey, target: ServiceFunction): void {
    this.connect(key, target, { variables: { ...this.everyDoor(), ...this.people }, leave: this.cell.access.identifies() });
  }

  /** A route for anyone, whose function could not find out who calls; test/infra/api-routes.test.ts names each. */
  publicRoute(key: RouteKey, target: ServiceFunction): void {
    this.connect(key, target, { variables: this.everyDoor(), leave: this.cell.access.countsCalls() });
  }

  metric(metricName: '5xx' | '4xx' | 'Count' | 'Latency', statistic: string): Metric {
    return new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap: { ApiId: this.apiId }, statistic, period: Duration.minutes(5) });
  }

  private open(api: CfnApi, surroundings: Surroundings): void {
    const { requestsPerSecond, burst } = surroundings.stage.throttling;
    new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: accessLog(this, surroundings),
      defaultRouteSettings: { detailedMetricsEnabled: true, throttlingRateLimit: requestsPerSecond, throttlingBurstLimit: burst },
    });
  }

  private everyDoor(): Record<string, string> {
    const { publicOrigin, callsPerMinute } = this.cell.stage;
    return {
      ACCESS_TABLE: this.cell.access.name,
      ...(publicOrigin !== undefined && { PUBLIC_ORIGIN: publicOrigin }),
      ...(callsPerMinute !== undefined && { CALLS_PER_MINUTE: JSON.stringify(callsPerMinute) }),
    };
  }

  private connect(routeKey: RouteKey, target: ServiceFunction, door: { readonly variables: Record<string, string>; readonly leave: readonly PolicyStatement[] }): void {
    for (const [name, value] of Object.entries(door.variables)) target.lambda.addEnvironment(name, value);
    for (const statement of door.leave) target.lambda.addToRolePolicy(statement);
    const { functionArn } = target.lambda;
    // A function may stand at several addresses; what hangs on its first one keeps its name.
    const place = target.node.tryFindChild('Route') === undefined ? target : new Construct(target, `At${routeKey.replaceAll(/\W+/g, '')}`);
    const integration = new CfnIntegration(place, 'Integration', {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(place, 'Route', { apiId: this.apiId, routeKey, target: `integrations/${integration.ref}`, authorizationType: 'NONE' });
    new CfnPermission(place, 'CalledByApi', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(target).formatArn({ service: 'execute-api', resource: this.apiId, resourceName: callPath(routeKey) }),
    });
  }
}
