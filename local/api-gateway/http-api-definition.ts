import { z } from 'zod';

import { CellError } from '../cell/cell-error.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';

export interface RouteDefinition {
  /** `GET /v1/dossiers/{dossierId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
}

const cors = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});

export type CorsDefinition = z.infer<typeof cors>;

export interface HttpApiDefinition {
  readonly apiId: string;
  readonly path: string;
  readonly stage: string;
  readonly cors?: CorsDefinition;
  readonly routes: readonly RouteDefinition[];
}

const partOfApi = z.object({ ApiId: z.string() });
const apiProperties = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: cors.optional() });
const routeProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').default('NONE'),
});
const integrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().default(30_000),
});

/**
 * Gathers the HTTP APIs of an assembly with the routes and integrations that hang on them in whichever stack.
 * Throws a CellError for what the local gateway cannot do (other integrations, authorizers, WebSockets).
 */
export function readHttpApis(resources: readonly EvaluatedResource[]): HttpApiDefinition[] {
  return ofType(resources, 'Api').map((api) => {
    const { CorsConfiguration } = read(apiProperties, api);
    const parts = resources.filter((resource) => partOfApi.safeParse(resource.properties).data?.ApiId === api.ref);
    const stage = ofType(parts, 'Stage')[0]?.name ?? '$default';
    return {
      apiId: api.name,
      path: api.path,
      stage,
      ...(CorsConfiguration && { cors: CorsConfiguration }),
      routes: ofType(parts, 'Route').map((route) => readRoute(route, parts)),
    };
  });
}

function readRoute(route: EvaluatedResource, parts: readonly EvaluatedResource[]): RouteDefinition {
  const { RouteKey, Target } = read(routeProperties, route);
  const integration = read(integrationProperties, partOf(parts, Target.replace(/^integrations\//, ''), route));
  return {
    routeKey: RouteKey,
    functionArn: integration.IntegrationUri,
    timeoutMilliseconds: integration.TimeoutInMillis,
  };
}

function ofType(resources: readonly EvaluatedResource[], kind: string): EvaluatedResource[] {
  return resources.filter(({ type }) => type === `AWS::ApiGatewayV2::${kind}`);
}

function partOf(parts: readonly EvaluatedResource[], id: string, route: EvaluatedResource): EvaluatedResource {
  const part = parts.find(({ name }) => name === id);
  if (part === undefined) throw new CellError(`The route ${route.path} refers to "${id}", which its API does not hold.`);
  return part;
}

function read<Schema extends z.ZodType>(schema: Schema, resource: EvaluatedResource): z.infer<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CellError(`The local API gateway cannot do what ${resource.path} asks at ${issue?.path.join('.') ?? 'its root'}: ${issue?.message ?? 'unknown'}.`);
}
