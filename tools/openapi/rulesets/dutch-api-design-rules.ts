import { casing, pattern, schema, truthy } from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';

const STANDARD = 'https://logius-standaarden.github.io/API-Design-Rules/';

interface Condition {
  readonly given: string;
  readonly must: { readonly field?: string; readonly function: unknown; readonly functionOptions?: object };
}

/** A rule of the standard by its own name; every one of them is an error here, also where the standard's own linter only warns. */
function rule(name: string, message: string, what: Condition): Record<string, object> {
  return { [`adr/${name}`]: { severity: 'error', message: `${message} ({{error}})`, documentationUrl: `${STANDARD}#/core/${name}`, given: what.given, then: what.must } };
}

/**
 * The technical rules of the Dutch government's REST API Design Rules 2.1 (Logius, Kennisplatform APIs), each under the
 * name it has in the standard, written anew from its text: the ruleset Logius publishes with it is not a package we can
 * depend on. Where the two differ ours asks for more, never for less; see docs/decisions/027.
 */
export const dutchApiDesignRules = {
  extends: [[oas, 'recommended']],
  rules: {
    'oas3-api-servers': 'error',
    'info-contact': 'error',
    ...rule('doc-openapi', 'The API is described in OpenAPI 3', { given: '$', must: { field: 'openapi', function: pattern, functionOptions: { match: String.raw`^3\.\d+(\.\d+)?$` } } }),
    ...rule('doc-openapi-contact', 'Somebody can be asked: name, e-mail and address', {
      given: '$.info.contact',
      must: { function: schema, functionOptions: { schema: { type: 'object', required: ['name', 'email', 'url'] } } },
    }),
    ...rule('semver', 'The version is told as major.minor.patch', {
      given: '$.info',
      must: { field: 'version', function: pattern, functionOptions: { match: String.raw`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$` } },
    }),
    ...rule('uri-version', 'The major version, and no more of it, is in the address', {
      given: '$.servers[*]',
      must: { field: 'url', function: pattern, functionOptions: { match: String.raw`/v\d+$` } },
    }),
    ...rule('version-header', 'Every good answer tells the full version in the header API-Version', {
      given: "$.paths[*][*].responses[?(@property.match(/^(2|3)/))]",
      must: { function: schema, functionOptions: { schema: { type: 'object', required: ['headers'], properties: { headers: { type: 'object', required: ['API-Version'] } } } } },
    }),
    ...rule('no-trailing-slash', 'No address ends with a slash', { given: '$.paths[*]~', must: { function: pattern, functionOptions: { notMatch: '/$' } } }),
    ...rule('path-segments-kebab-case', 'Words of an address are in kebab-case', {
      given: '$.paths[*]~',
      must: { function: pattern, functionOptions: { match: String.raw`^(/(openapi\.json|[a-z0-9]+(-[a-z0-9]+)*|\{[A-Za-z0-9]+\}))+/?$` } },
    }),
    ...rule('query-keys-camel-case', 'Query parameters are in lower camelCase', {
      given: "$.paths[*][*].parameters[?(@.in=='query')]",
      must: { field: 'name', function: pattern, functionOptions: { match: '^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$' } },
    }),
    ...rule('naming-schemas', 'Schemas are named in UpperCamelCase', { given: '$.components.schemas[*]~', must: { function: casing, functionOptions: { type: 'pascal' } } }),
    ...rule('naming-properties', 'Members are named in lower camelCase', {
      given: '$.components.schemas..properties[*]~',
      must: { function: pattern, functionOptions: { match: '^[a-z][a-z0-9]*([A-Z0-9][a-z0-9]*)*$' } },
    }),
    ...rule('http-methods', 'Only methods with a meaning in HTTP are used', {
      given: '$.paths[*][*]~',
      must: { function: pattern, functionOptions: { match: '^(get|put|post|patch|delete|parameters|summary|description)$' } },
    }),
    ...rule('http-response-code', 'Refusals and faults have statuses of their own', {
      given: '$.paths[*][*].responses[*]~',
      must: { function: pattern, functionOptions: { match: String.raw`^[2-5]\d\d$` } },
    }),
    ...rule('problem-details', 'Refusals are problem details (RFC 9457)', {
      given: "$.paths[*][*].responses[?(@property.match(/^(4|5)/))]",
      must: { field: 'content.application/problem+json', function: truthy },
    }),
    ...rule('error-problem-members', 'A problem says its kind, title, status, detail and instance', {
      given: '$.components.schemas.Problem',
      must: { function: schema, functionOptions: { schema: { type: 'object', properties: { required: { type: 'array', allOf: ['type', 'title', 'status', 'detail', 'instance'].map((name) => ({ contains: { const: name } })) } } } } },
    }),
    ...rule('transport-security', 'Addresses with a host are https', { given: '$.servers[*]', must: { field: 'url', function: pattern, functionOptions: { match: '^(https://|/)' } } }),
    ...rule('publish-openapi', 'The description is served beside what it describes', { given: '$.paths', must: { field: '/openapi.json', function: truthy } }),
  },
};
