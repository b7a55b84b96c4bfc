import { describe, expect, test } from '@jest/globals';
import { cellOf } from '#test/infra/synthesized-cell';

const production = cellOf('production');

const ROUTES: Readonly<Record<string, 'public' | 'authorised'>> = {
  'GET /v1/procedures': 'public',
  'GET /v1/procedures/{procedureCode}': 'public',
  'POST /v1/procedures': 'authorised',
  'PUT /v1/agencies/{agencyCode}': 'authorised',
  'GET /v1/calendars': 'public',
  'POST /v1/calendars': 'authorised',
  'GET /v1/calendars/proposals': 'authorised',
  'GET /v1/calendars/{edition}': 'authorised',
  'GET /v1/calendars/{edition}/moves': 'authorised',
  'POST /v1/calendars/{edition}/approval': 'authorised',
  'POST /v1/calendars/{edition}/rejection': 'authorised',
  'POST /v1/calendars/{edition}/resumption': 'authorised',
  'POST /v1/dossiers': 'authorised',
  'GET /v1/dossiers': 'authorised',
  'POST /v1/dossiers/{dossierId}/papers': 'authorised',
  'POST /v1/dossiers/{dossierId}/submission': 'authorised',
  'POST /v1/dossiers/{dossierId}/supplement': 'authorised',
  'POST /v1/dossiers/{dossierId}/withdrawal': 'authorised',
  'GET /v1/dossiers/{dossierId}': 'authorised',
  'GET /v1/dossiers/{dossierId}/events': 'authorised',
  'GET /v1/lookup/{dossierCode}': 'public',
  'GET /v1/dossiers/{dossierId}/deadlines': 'authorised',
  'GET /v1/lookup/{dossierCode}/deadlines': 'public',
  'GET /v1/procedures/{procedureCode}/due-date': 'public',
  'POST /v1/dossiers/{dossierId}/apology': 'authorised',
  'POST /v1/dossiers/{dossierId}/suspension': 'authorised',
  'POST /v1/dossiers/{dossierId}/suspension-end': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment': 'authorised',
  'POST /v1/dossiers/{dossierId}/lateness-acknowledgement': 'authorised',
  'POST /v1/dossiers/{dossierId}/acceptance': 'authorised',
  'POST /v1/dossiers/{dossierId}/supplement-request': 'authorised',
  'POST /v1/dossiers/{dossierId}/refusal': 'authorised',
  'POST /v1/dossiers/{dossierId}/hand-over': 'authorised',
  'GET /v1/inbox': 'authorised',
  'GET /v1/dossiers/{dossierId}/steps/{stepId}': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/answer': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations': 'authorised',
  'POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions': 'authorised',
  'POST /v1/subscriptions': 'authorised',
  'GET /v1/subscriptions': 'authorised',
  'GET /v1/subscriptions/{subscriptionId}': 'authorised',
  'PATCH /v1/subscriptions/{subscriptionId}': 'authorised',
  'DELETE /v1/subscriptions/{subscriptionId}': 'authorised',
  'POST /v1/subscriptions/{subscriptionId}/secret-rotation': 'authorised',
  'POST /v1/subscriptions/{subscriptionId}/test-event': 'authorised',
  'GET /v1/subscriptions/{subscriptionId}/deliveries': 'authorised',
  'GET /v1/subscriptions/{subscriptionId}/deliveries/{deliveryId}': 'authorised',
  'POST /v1/subscriptions/{subscriptionId}/replays': 'authorised',
  'GET /v1/events': 'authorised',
  'POST /v1/operations/rehydrations': 'authorised',
  'POST /v1/operations/figure-rebuilds': 'authorised',
  'GET /v1/sla/my-work': 'authorised',
  'GET /v1/sla/agency': 'authorised',
  'GET /v1/sla/scoreboard': 'authorised',
  'GET /v1/sla/public-scoreboard': 'public',
};

test('the doors of the house are these, and only the public ones open without a token', () => {
  const routes = production.all('AWS::ApiGatewayV2::Route').map(({ Properties }) =>
    [String(Properties['RouteKey']), Properties['AuthorizationType'] === 'NONE' ? 'public' : 'authorised']);
  expect(Object.fromEntries(routes)).toEqual(ROUTES);
});

test('an authorised route asks for a token of the issuer and the audience that the parameters name', () => {
  for (const { Properties } of production.all('AWS::ApiGatewayV2::Route')) {
    if (Properties['AuthorizationType'] === 'NONE') expect(Properties['AuthorizerId']).toBeUndefined();
    else expect(Properties).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: expect.anything() });
  }
  expect(production.all('AWS::ApiGatewayV2::Authorizer')).toMatchObject([
    { Properties: { AuthorizerType: 'JWT', IdentitySource: ['$request.header.Authorization'], JwtConfiguration: { Issuer: { Ref: 'OidcIssuer' }, Audience: [{ Ref: 'OidcAudience' }] } } },
  ]);
  expect(production.templates['Api']?.Parameters).toMatchObject({ OidcIssuer: { Default: 'https://login.motcua.example' }, OidcAudience: { Default: 'mot-cua' } });
});

test('each route may call its own function by its own path, and no other caller may', () => {
  const permissions = production.all('AWS::Lambda::Permission').filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com');
  expect(permissions).toHaveLength(Object.keys(ROUTES).length);
  for (const { Properties } of permissions) expect(JSON.stringify(Properties['SourceArn'])).toMatch(/\/\$default\/(GET|POST|PUT)\/v1\//);
  const principals = new Set(production.all('AWS::Lambda::Permission').map(({ Properties }) => Properties['Principal']));
  expect(principals).toEqual(new Set(['apigateway.amazonaws.com', 'events.amazonaws.com']));
});

describe('the stage of the API', () => {
  const [stage] = production.all('AWS::ApiGatewayV2::Stage');

  test('limits the rate of calls', () => {
    expect(stage?.Properties).toMatchObject({ StageName: '$default', AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 8000, ThrottlingBurstLimit: 4000 } });
  });

  test('logs who called what and how it ended, without query strings or names', () => {
    const log = production.all('AWS::Logs::LogGroup').find(({ Properties }) => Properties['LogGroupName'] === '/mot-cua/production/api-access');
    expect(log?.Properties).toMatchObject({ RetentionInDays: 400, KmsKeyId: expect.anything() });
    const { Format: format } = Object(stage?.Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/querystring|\$context\.path|claims\.name/i);
  });

  test('lets browsers in from the portal only', () => {
    expect(production.all('AWS::ApiGatewayV2::Api')).toMatchObject([{ Properties: { CorsConfiguration: { AllowOrigins: ['https://motcua.example'] } } }]);
  });
});
