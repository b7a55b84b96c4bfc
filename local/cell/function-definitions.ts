import { z } from 'zod';

import { CellError } from './cell-error.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';

const functionProperties = z.object({
  Code: z.object({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs', 'only Node.js functions run here'),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  LoggingConfig: z.object({ LogFormat: z.enum(['JSON', 'Text']).default('Text') }).default({ LogFormat: 'Text' }),
});

/** Every Lambda function of the assembly with the folder its asset lies in. */
export function readFunctionDefinitions(resources: readonly EvaluatedResource[], assetPaths: ReadonlyMap<string, string>): FunctionDefinition[] {
  return resourcesOfType(resources, 'AWS::Lambda::Function').map((resource) => {
    const properties = readProperties(resource, functionProperties);
    const codeFolder = assetPaths.get(properties.Code.S3Key ?? '');
    if (codeFolder === undefined) throw new CellError(`The code of ${resource.path} is not an asset folder of the assembly.`);
    return {
      name: resource.name,
      arn: String(resource.attributes['Arn']),
      codeFolder,
      handler: properties.Handler,
      runtime: properties.Runtime,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      environment: properties.Environment.Variables,
      logFormat: properties.LoggingConfig.LogFormat,
      ...(properties.ReservedConcurrentExecutions !== undefined && { reservedConcurrency: properties.ReservedConcurrentExecutions }),
    };
  });
}
