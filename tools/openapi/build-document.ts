import * as z from 'zod';
import { createDocument, type ZodOpenApiObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { API_VERSION } from '#functions/platform/api-version';
import type { ProblemPages } from '#functions/platform/problem-pages';
import { longestMatch } from '#tools/openapi/longest-match';
import { type Operation, VERSION_PREFIX } from '#tools/openapi/operation';
import { operationObject, refusal, refusalName } from '#tools/openapi/operation-object';
import { SECURITY_SCHEMES } from '#tools/openapi/security-schemes';
import { ANSWER_HEADERS, HEADER_PARAMETERS } from '#tools/openapi/standard-headers';
import { alikeEverywhere } from '#tools/openapi/standard-problems';

/** An OpenAPI document as the library writes it. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The whole description of the API, from the contracts its handlers parse by (OpenAPI 3.1). */
export function buildDocument(operations: readonly Operation[], pages: ProblemPages): OpenApiDocument {
  const document = createDocument(
    {
      ...HEAD,
      tags: [...new Set(operations.map(({ area }) => area))].toSorted().map((name) => ({ name, description: AREAS[name] ?? name })),
      paths: pathsOf(operations, pages),
      components: {
        headers: ANSWER_HEADERS,
        parameters: HEADER_PARAMETERS,
        responses: Object.fromEntries(alikeEverywhere(pages).map(([status, codes]) => [refusalName(status), refusal(status, codes)])),
        securitySchemes: SECURITY_SCHEMES,
      },
    },
    { override: ({ jsonSchema }) => { sayBounds(jsonSchema); } },
  );
  for (const operation of operations) showExamples(document, operation);
  return document;
}

const HEAD = {
  openapi: '3.1.0',
  info: {
    title: 'Một Cửa',
    version: API_VERSION,
    description: [
      'A citizen, a desk or a company hands in a dossier; the agencies concerned each do their step; everybody sees how far it is and by when it is due.',
      'Every write takes an `Idempotency-Key`. Resources with a `version` answer an `ETag` and honour `If-Match`. Lists go by `cursor`, 100 rows a page at most.',
      'Every refusal is problem details (RFC 9457) with a stable `type`; its address is a page that says what to mend.',
      'Người dân, bộ phận một cửa hoặc doanh nghiệp nộp hồ sơ; từng cơ quan làm bước của mình; ai cũng biết hồ sơ đến đâu và hạn khi nào.',
    ].join('\n\n'),
    contact: { name: 'Một Cửa', url: 'https://motcua.example/docs', email: 'api@motcua.example' },
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    'x-api-id': 'vn-mot-cua',
  },
  servers: [
    { url: VERSION_PREFIX, description: 'The system this description was read from: production, staging or local', 'x-internal': false },
    { url: `https://motcua.example${VERSION_PREFIX}`, description: 'Production', 'x-internal': false },
  ],
  externalDocs: { description: 'Every kind of refusal, and what to mend', url: 'https://motcua.example/problems' },
} as const satisfies Partial<ZodOpenApiObject>;

const AREAS: Readonly<Record<string, string>> = {
  access: 'Who may call: the systems of agencies and partners, and their keys. Hệ thống được phép gọi.',
  agencies: 'The register of agencies. Danh bạ cơ quan.',
  'agency-work': 'What an agency is asked for, and its answers. Việc của cơ quan.',
  calendars: 'Working days and holidays, and what a change of them moves. Lịch làm việc.',
  deadlines: 'Why a date is what it is; suspension, apology, lateness. Thời hạn.',
  desk: 'What the one-stop desk decides. Bộ phận một cửa.',
  holdings: 'Papers and results that need not be asked for again. Kho dữ liệu điện tử.',
  documents: 'What agencies write in a dossier: drafting, signing, fetching. Văn bản và ký số.',
  forms: 'Forms about a dossier, the register, layouts of results. Biểu mẫu, sổ theo dõi và mẫu kết quả.',
  intake: 'Handing in a dossier and following it. Nộp và theo dõi hồ sơ.',
  operations: 'Repairs by those who run the system. Vận hành.',
  procedures: 'The catalogue of procedures. Danh mục thủ tục.',
  sla: 'Who is on time: work lists and scoreboards. Tiến độ giải quyết.',
  webhooks: 'Being told of events: endpoints, deliveries, the feed. Nhận thông báo sự kiện.',
};

function pathsOf(operations: readonly Operation[], pages: ProblemPages): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation, pages) };
  return paths;
}

const described = z.object({ name: z.string().default(''), schema: z.object({ type: z.unknown() }).optional() });

/** The values of a contract's example, at the parameters they are for. */
function showExamples(document: OpenApiDocument, { path, method, contract }: Operation): void {
  const operation: unknown = Object.entries(document.paths?.[path] ?? {}).find(([name]) => name === method)?.[1];
  const values: Readonly<Record<string, string>> = { ...contract.example.path, ...contract.example.query };
  for (const parameter of parametersOf(operation)) {
    const { name, schema } = described.parse(parameter);
    const value = values[name];
    if (value !== undefined) Object.assign(parameter, { example: schema?.type === 'string' ? value : z.json().parse(JSON.parse(value)) });
  }
}

// The very objects of the document, to be added to.
function parametersOf(operation: unknown): object[] {
  const parameters: unknown = typeof operation === 'object' && operation !== null && 'parameters' in operation ? operation.parameters : [];
  return Array.isArray(parameters) ? parameters.filter((each): each is object => typeof each === 'object') : [];
}

interface Bounds {
  type?: unknown;
  format?: string | undefined;
  pattern?: string | undefined;
  maximum?: number | undefined;
  maxLength?: number | undefined;
}

/** Says in figures what a schema bounds in other ways: how an integer is held, and how long a text of its pattern can be. */
function sayBounds(schema: Bounds): void {
  if (schema.type === 'integer') Object.assign(schema, { format: schema.format ?? ((schema.maximum ?? Number.MAX_SAFE_INTEGER) > 2_147_483_647 ? 'int64' : 'int32') });
  if (schema.type !== 'string' || schema.maxLength !== undefined) return;
  const bound = schema.pattern === undefined ? undefined : longestMatch(schema.pattern);
  if (bound !== undefined) Object.assign(schema, { maxLength: bound });
}
