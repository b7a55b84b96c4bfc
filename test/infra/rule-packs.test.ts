import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type StageName, stages } from '#infra/stages';
import { acknowledgements } from '#infra/suppressions';
import { assemblyOf } from '#test/infra/synthesized-cell';

const violation = z.object({ ruleName: z.string(), violatingConstructs: z.array(z.object({ constructPath: z.string() })), reason: z.string().optional() });
const report = z.object({
  pluginReports: z.array(z.object({ pluginName: z.string(), conclusion: z.string(), violations: z.array(violation), suppressedViolations: z.array(violation).default([]) })),
});

function reportOf(stage: StageName) {
  return report.parse(JSON.parse(readFileSync(join(assemblyOf(stage), 'validation-report.json'), 'utf8'))).pluginReports;
}

describe.each(['local', 'production'] as const)('the templates of %s', (stage) => {
  const reports = reportOf(stage);
  const acknowledged = reports.flatMap(({ pluginName, suppressedViolations }) =>
    suppressedViolations.flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => ({ rule: `${pluginName}::${ruleName}`, constructPath }))));

  test('were looked at by AwsSolutions and by NIST 800-53 R5', () => {
    expect(reports.map(({ pluginName }) => pluginName)).toEqual(expect.arrayContaining(['AwsSolutions', 'NIST.800.53.R5']));
  });

  test('break no rule that is not acknowledged', () => {
    expect(reports.map(({ pluginName, conclusion, violations }) => ({ pluginName, conclusion, violations }))).toEqual(
      reports.map(({ pluginName }) => ({ pluginName, conclusion: 'success', violations: [] })));
  });

  test('need every acknowledgement, at every place it is made', () => {
    for (const { rule, where } of acknowledgements(stages[stage])) {
      for (const path of where) {
        const covered = acknowledged.filter((finding) => finding.rule === rule && finding.constructPath.startsWith(`MotCua-${stage}-${path}/`));
        expect({ rule, path, isNeeded: covered.length > 0 }).toEqual({ rule, path, isNeeded: true });
      }
    }
  });
});

test('every acknowledgement says why', () => {
  for (const { reason } of acknowledgements(stages.production)) expect(reason.length).toBeGreaterThan(60);
});
