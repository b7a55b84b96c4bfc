import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { CellError } from './cell-error.ts';
import { messageOf } from './message-of.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { LocalStepFunctions } from '../step-functions/start-step-functions.ts';

const machineProperties = z.object({
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  RoleArn: z.string(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.json()).optional(),
  DefinitionS3Location: z.object({ Key: z.string() }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
});

/** Puts the template's state machines into the local Step Functions, with `${…}` replaced as the template says. */
export function deployMachines(
  stepFunctions: LocalStepFunctions,
  resources: readonly EvaluatedResource[],
  assetPaths: ReadonlyMap<string, string>,
): void {
  for (const resource of resourcesOfType(resources, 'AWS::StepFunctions::StateMachine')) {
    const properties = readProperties(resource, machineProperties);
    const definition = substituted(definitionText(resource, properties, assetPaths), properties.DefinitionSubstitutions);
    try {
      stepFunctions.deploy({ arn: String(resource.ref), name: resource.name, definition, type: properties.StateMachineType, roleArn: properties.RoleArn });
    } catch (error) {
      throw new CellError(`The state machine ${resource.path} was refused: ${messageOf(error)}.`);
    }
  }
}

function definitionText(resource: EvaluatedResource, properties: z.infer<typeof machineProperties>, assetPaths: ReadonlyMap<string, string>): string {
  if (properties.DefinitionString !== undefined) return properties.DefinitionString;
  if (properties.Definition !== undefined) return JSON.stringify(properties.Definition);
  const path = assetPaths.get(properties.DefinitionS3Location?.Key ?? '');
  if (path === undefined) throw new CellError(`The definition of ${resource.path} is not an asset of the assembly.`);
  return readFileSync(path, 'utf8');
}

function substituted(definition: string, substitutions: Readonly<Record<string, string>>): string {
  return definition.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = substitutions[name];
    // Within JSON text, so quotes and backslashes of the value have to be escaped.
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}
