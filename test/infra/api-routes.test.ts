import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { declaredRoutes } from '#test/infra/declared-routes';
import { cellOf } from '#test/infra/synthesized-cell';

const root = join(import.meta.dirname, '../..');
const variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });

const production = cellOf('production');

const ROUTES: Readonly<Record<string, 'public' | 'authorised'>> = {
  'GET /v1/procedures': 'public',
  'GET /v1/procedures/{procedureCode}': 'public',
  'POST /v1/procedures': 'authorised',
  'PUT /v1/agencies/{agencyCode}': 'authorised',
  'GET /v1/agencies/{agencyCode}/register': 'authorised',
  'GET /v1/dossiers/{dossierId}/forms/{form}': 'authorised',
  'GET /v1/dossiers/{dossierId}/forms/{form}/sealed': 'authorised',
  'GET /v1/procedures/{procedureCode}/templates/{templateId}/preview': 'authorised',
  'PUT /v1/signing-identities/{identityId}': 'authorised',
  'GET /v1/signing-identities/{identityId}': 'authorised',
  'GET /v1/agencies/{agencyCode}/signing-identities': 'authorised',
  'GET /v1/calendars': 'public',
  'POST /v1/calendars': 'authorised',
  'GET /v1/calendars/proposals': 'authorised',
  'GET /v1/calendars/{edition}': 'authorised',
  'GET /v1/calendars/{edition}/moves': 'authorised',
  'POST /v1/calendars/{edition}/approval': 'authorised',
  'POST /v1/calendars/{edition}/rejection': 'authorised',
  'POST /v1/calendars/{edition}/resumption': 'authorised',
  'POST /v1/oauth/token': 'public',
  'POST /v1/clients': 'authorised',
  'GET /v1/clients': 'authorised',
  'GET /v1/clients/{clientId}': 'authorised',
  'PATCH /v1/clients/{clientId}': 'authorised',
  'POST /v1/clients/{clientId}/keys': 'authorised',
  'DELETE /v1/clients/{clientId}/keys/{keyId}': 'authorised',
  'POST /v1/dossiers': 'authorised',
  'GET /v1/dossiers': 'authorised',
  'POST /v1/dossiers/{dossierId}/papers': 'authorised',
  'POST /v1/dossiers/{dossierId}/papers/{paperId}/completion': 'authorised',
  'POST /v1/dossiers/{dossierId}/submission': 'authorised',
  'POST /v1/dossiers/{dossierId}/supplement': 'authorised',
  'POST /v1/dossiers/{dossierId}/withdrawal': 'authorised',
  'GET /v1/dossiers/{dossierId}': 'authorised',
  'GET /v1/dossiers/{dossierId}/events': 'authorised',
  'GET /v1/dossiers/{dossierId}/papers': 'authorised',
  'GET /v1/dossiers/{dossierId}/papers/{paperId}/content': 'authorised',
  'GET /v1/dossiers/{dossierId}/readings': 'authorised',
  'POST /v1/bulk-hand-ins': 'authorised',
  'GET /v1/bulk-hand-ins': 'authorised',
  'GET /v1/bulk-hand-ins/{bulkId}': 'authorised',
  'POST /v1/bulk-hand-ins/{bulkId}/paper-grants': 'authorised',
  'POST /v1/bulk-hand-ins/{bulkId}/start': 'authorised',
  'POST /v1/bulk-hand-ins/{bulkId}/resumption': 'authorised',
  'POST /v1/exports': 'authorised',
  'GET /v1/exports/{exportId}': 'authorised',
  'POST /v1/exports/{exportId}/resumption': 'authorised',
  'POST /v1/signature-reports': 'public',
  'GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures': 'authorised',
  'GET /v1/dossiers/{dossierId}/documents/{documentId}/signatures': 'authorised',
  'GET /v1/my/holdings': 'authorised',
  'GET /v1/lookup/{dossierCode}': 'public',
  'GET /v1/dossiers/{dossierId}/deadlines': 'authorised',
  'GET /v1/lookup/{dossierCode}/deadlines': 'public',
  'GET /v1/procedures/{procedureCode}/due-date': 'public',
  'POST /v1/dossiers/{dossierId}/apology': 'authorised',
  'POST /v1/dossiers/{dossierId}/suspension': 'authorised',
  'POST /v1/dossiers/{dossierId}/suspension-end': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment': 'authorised',
  'POST /v1/dossiers/{dossierId}/lateness-acknowledgement': 'authorised',
  'POST /v1/dossiers/{dossierId}/papers/digitisation': 'authorised',
  'POST /v1/dossiers/{dossierId}/acceptance': 'authorised',
  'POST /v1/dossiers/{dossierId}/supplement-request': 'authorised',
  'POST /v1/dossiers/{dossierId}/refusal': 'authorised',
  'POST /v1/dossiers/{dossierId}/hand-over': 'authorised',
  'GET /v1/inbox': 'authorised',
  'GET /v1/dossiers/{dossierId}/steps/{stepId}': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/answer': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/retry': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations': 'authorised',
  'POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions': 'authorised',
  'GET /v1/dossiers/{dossierId}/documents': 'authorised',
  'GET /v1/dossiers/{dossierId}/documents/{documentId}': 'authorised',
  'GET /v1/dossiers/{dossierId}/documents/{documentId}/content': 'authorised',
  'GET /v1/my/signatures': 'authorised',
  'POST /v1/dossiers/{dossierId}/steps/{stepId}/documents': 'authorised',
  'POST /v1/dossiers/{dossierId}/documents/{documentId}/signatures': 'authorised',
  'POST /v1/dossiers/{dossierId}/documents/{documentId}/refusal': 'authorised',
  'POST /v1/dossiers/{dossierId}/documents/{documentId}/delegation': 'authorised',
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
  'GET /v1/log/days': 'public',
  'GET /v1/log/days/{day}': 'public',
  'GET /v1/log/keys': 'public',
  'GET /.well-known/jwks.json': 'public',
  'GET /verify': 'public',
  'GET /v1/dossiers/{dossierId}/proof': 'authorised',
  'GET /v1/openapi.json': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/{file}': 'public',
  'GET /problems': 'public',
  'GET /problems/{code}': 'public',
  $default: 'public',
};

test('the doors of the house are these, and only the public ones open to whoever does not say who he is', () => {
  const declared = declaredRoutes(root).map(({ route, access }) => [route, access === 'public' ? 'public' : 'authorised']);
  expect(Object.fromEntries(declared)).toEqual(ROUTES);
  expect(declared).toHaveLength(Object.keys(ROUTES).length);
});

test('each route leads to the function that declares it', () => {
  const functionOf = (integration: unknown) => JSON.stringify(production.all('AWS::ApiGatewayV2::Integration').find(({ id }) => JSON.stringify(integration).includes(id))?.Properties['IntegrationUri']);
  const led = production.all('AWS::ApiGatewayV2::Route').map(({ stack, Properties }) => {
    const lambda = production.all('AWS::Lambda::Function').find((found) => found.stack === stack && functionOf(Properties['Target']).includes(`"${found.id}"`));
    return [String(Properties['RouteKey']), variables.parse(lambda?.Properties).Environment.Variables['POWERTOOLS_SERVICE_NAME']];
  });
  expect(Object.fromEntries(led)).toEqual(Object.fromEntries(declaredRoutes(root).map(({ route, name }) => [route, name])));
});

test('the gateway asks nobody who he is; a function that does trusts the issuer and the audience that the parameters name', () => {
  expect(production.all('AWS::ApiGatewayV2::Authorizer')).toEqual([]);
  for (const { Properties } of production.all('AWS::ApiGatewayV2::Route')) expect(Properties['AuthorizationType']).toBe('NONE');
  const trusted = new Map(production.all('AWS::Lambda::Function').map(({ Properties }) => {
    const { POWERTOOLS_SERVICE_NAME: name, OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = variables.parse(Properties).Environment.Variables;
    return [name, [issuer, audience]];
  }));
  for (const { name, access } of declaredRoutes(root)) {
    const trust = access === 'public' ? [undefined, undefined] : ['OidcIssuer', 'OidcAudience'].map((word): unknown => ({ 'Fn::ImportValue': expect.stringContaining(word) }));
    expect({ name, trust: trusted.get(name) }).toEqual({ name, trust });
  }
  expect(production.templates['Api']?.Parameters).toMatchObject({ OidcIssuer: { Default: 'https://login.motcua.example' }, OidcAudience: { Default: 'mot-cua' } });
});

test('each route may call its own function by its own path, and no other caller may', () => {
  const permissions = production.all('AWS::Lambda::Permission').filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com');
  expect(permissions).toHaveLength(Object.keys(ROUTES).length);
  for (const { Properties } of permissions) expect(JSON.stringify(Properties['SourceArn'])).toMatch(/\/\$default\/((GET|POST|PUT|PATCH|DELETE)\/v1\/|GET\/(openapi\.json|docs|problems|verify|\.well-known\/jwks\.json)|\$default)/);
  const principals = new Set(production.all('AWS::Lambda::Permission').map(({ Properties }) => Properties['Principal']));
  expect(principals).toEqual(new Set(['apigateway.amazonaws.com', 'events.amazonaws.com']));
});

describe('the stage of the API', () => {
  const [stage] = production.all('AWS::ApiGatewayV2::Stage');

  test('limits the rate of calls', () => {
    expect(stage?.Properties).toMatchObject({ StageName: '$default', AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 8000, ThrottlingBurstLimit: 4000 } });
  });

  test('logs from where what was called and how it ended, without query strings or names', () => {
    const log = production.all('AWS::Logs::LogGroup').find(({ Properties }) => Properties['LogGroupName'] === '/mot-cua/production/api-access');
    expect(log?.Properties).toMatchObject({ RetentionInDays: 400, KmsKeyId: expect.anything() });
    const { Format: format } = Object(stage?.Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/querystring|\$context\.path|authorizer\.|claims/i);
  });

  test('lets browsers in from the portal only', () => {
    expect(production.all('AWS::ApiGatewayV2::Api')).toMatchObject([{ Properties: { CorsConfiguration: { AllowOrigins: ['https://motcua.example'] } } }]);
  });
});
