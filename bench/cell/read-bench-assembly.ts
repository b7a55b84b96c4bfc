import { evaluateAssembly } from '#local/assembly/evaluate-assembly';
import { readAssembly } from '#local/assembly/read-assembly';
import { readFunctionDefinitions } from '#local/cell/function-definitions';
import { resourcesOfType } from '#local/cell/read-properties';
import { readTableDefinition, type TableDefinition } from '#local/dynamodb/table-definition';
import type { FunctionDefinition } from '#local/lambda/function-definition';
import { BENCH_ASSEMBLY } from './open-bench-cell.ts';

export interface BenchAssembly {
  readonly functions: readonly FunctionDefinition[];
  readonly tables: readonly TableDefinition[];
  /** Properties of the CloudWatch resources. */
  readonly alarms: readonly unknown[];
  readonly composites: readonly unknown[];
  readonly boards: readonly unknown[];
}

/** The functions, tables and alarms of the synthesized cell, as the local cell names them. */
export function readBenchAssembly(): BenchAssembly {
  const assembly = readAssembly(BENCH_ASSEMBLY);
  const { resources } = evaluateAssembly(assembly, {
    region: 'ap-southeast-1',
    accountId: '000000000000',
    parameters: {},
    addresses: { queueUrl: (name) => `http://127.0.0.1:9/000000000000/${name}`, apiUrl: () => 'http://127.0.0.1:9' },
  });
  const propertiesOf = (type: string): unknown[] => resourcesOfType(resources, type).map(({ properties }) => properties);
  return {
    functions: readFunctionDefinitions(resources, assembly.assetPaths),
    tables: resourcesOfType(resources, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(readTableDefinition),
    alarms: propertiesOf('AWS::CloudWatch::Alarm'),
    composites: propertiesOf('AWS::CloudWatch::CompositeAlarm'),
    boards: propertiesOf('AWS::CloudWatch::Dashboard'),
  };
}
