import { CellError } from '../cell/cell-error.ts';
import { evaluateStack } from './evaluate-stack.ts';
import type { EvaluatedResource } from './evaluated-resource.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';
import type { Assembly } from './read-assembly.ts';
import type { Json } from '../json/json.ts';

export interface EvaluatedAssembly {
  readonly resources: readonly EvaluatedResource[];
  /** Outputs by stack name, then by logical id. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/**
 * Resolves all stacks in dependency order, exports of the earlier ones feeding imports of the later.
 * Throws a CellError for an unknown resource type, function, reference or parameter.
 */
export function evaluateAssembly(assembly: Assembly, settings: EvaluationSettings): EvaluatedAssembly {
  refuseUnknownParameters(assembly, settings.parameters);
  const exports = new Map<string, Json>();
  const outputs: Record<string, Record<string, Json>> = {};
  const resources: EvaluatedResource[] = [];
  for (const stack of assembly.stacks) {
    const evaluated = evaluateStack(stack, settings, exports);
    resources.push(...evaluated.resources);
    outputs[stack.stackName] = evaluated.outputs;
    for (const [name, value] of evaluated.exports) exports.set(name, value);
  }
  return { resources, outputs };
}

function refuseUnknownParameters(assembly: Assembly, given: Readonly<Record<string, string>>): void {
  const known = assembly.stacks.flatMap((stack) =>
    Object.keys(stack.template.Parameters).flatMap((name) => [name, `${stack.stackName}.${name}`]),
  );
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new CellError(`No stack of the assembly has a parameter "${unknown}".`);
}
