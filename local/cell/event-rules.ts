import { z } from 'zod';

import { CellError } from './cell-error.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalRule } from '../eventbridge/start-eventbridge.ts';

const ruleProperties = z.object({
  ScheduleExpression: z.string().optional(),
  EventPattern: z.record(z.string(), z.json()).optional(),
  State: z.string().default('ENABLED'),
  Targets: z
    .array(
      z.object({
        Arn: z.string(),
        Input: z.string().optional(),
        InputPath: z.string().optional(),
        InputTransformer: z.object({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() }).optional(),
      }),
    )
    .default([]),
});

const reachableServices = ['lambda', 'sqs', 'sns', 'states'];

/** The template's EventBridge rules. Throws a CellError for a target the cell cannot reach. */
export function readEventRules(resources: readonly EvaluatedResource[]): LocalRule[] {
  return resourcesOfType(resources, 'AWS::Events::Rule').map((resource) => {
    const { ScheduleExpression, EventPattern, State, Targets } = readProperties(resource, ruleProperties);
    return {
      name: resource.name,
      enabled: State === 'ENABLED',
      ...(ScheduleExpression !== undefined && { scheduleExpression: ScheduleExpression }),
      ...(EventPattern !== undefined && { eventPattern: EventPattern }),
      targets: Targets.map((target) => ruleTarget(resource, target)),
    };
  });
}

function ruleTarget(resource: EvaluatedResource, target: z.infer<typeof ruleProperties>['Targets'][number]): LocalRule['targets'][number] {
  const { Arn, Input, InputPath, InputTransformer } = target;
  if (!reachableServices.includes(Arn.split(':')[2] ?? '')) throw new CellError(`The local cell does not know the rule target ${Arn} (${resource.path}).`);
  return {
    arn: Arn,
    ...(Input !== undefined && { input: Input }),
    ...(InputPath !== undefined && { inputPath: InputPath }),
    ...(InputTransformer !== undefined && {
      inputTransformer: {
        inputTemplate: InputTransformer.InputTemplate,
        ...(InputTransformer.InputPathsMap && { inputPathsMap: InputTransformer.InputPathsMap }),
      },
    }),
  };
}
