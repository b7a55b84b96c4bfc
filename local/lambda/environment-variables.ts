import { randomUUID } from 'node:crypto';

import type { FunctionDefinition } from './function-definition.ts';

/** What all functions of a cell share in their environment. */
export interface SharedEnvironment {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** AWS_ENDPOINT_URL_… by service suffix: `DYNAMODB`, `S3`, `SFN`, `SQS`, `SNS`. */
  readonly endpointUrls: Readonly<Record<string, string>>;
}

/** The variables of one environment: the template's, then those Lambda reserves, which nobody may override. */
export function environmentVariables(definition: FunctionDefinition, shared: SharedEnvironment): Record<string, string> {
  const endpoints = Object.entries(shared.endpointUrls).map(([service, url]) => [`AWS_ENDPOINT_URL_${service}`, url] as const);
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...definition.environment,
    ...Object.fromEntries(endpoints),
    AWS_REGION: shared.region,
    AWS_DEFAULT_REGION: shared.region,
    AWS_ACCESS_KEY_ID: shared.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: shared.credentials.secretAccessKey,
    // No shared config file: a developer's real profile must never leak into the cell.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `[$LATEST]${randomUUID().replaceAll('-', '')}`,
    AWS_LAMBDA_LOG_FORMAT: definition.logFormat,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    // The client wants an address; the stand-in answers in its place.
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    LAMBDA_TASK_ROOT: definition.codeFolder,
    _HANDLER: definition.handler,
  };
}
