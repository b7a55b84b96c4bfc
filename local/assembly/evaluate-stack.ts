import { CellError } from '../cell/cell-error.ts';
import { inertResourceTypes } from './inert-resource-types.ts';
import { identifyInertResource, identifyResource } from './resource-identities.ts';
import { resolveIntrinsics } from './resolve-intrinsics.ts';
import { isJsonObject } from '../json/json.ts';
import type { EvaluatedResource } from './evaluated-resource.ts';
import type { EvaluationSettings } from './evaluation-settings.ts';
import type { Json } from '../json/json.ts';
import type { AssemblyStack } from './read-assembly.ts';
import type { IntrinsicScope } from './resolve-intrinsics.ts';
import type { ResourceIdentity } from './resource-identities.ts';
import type { TemplateResource } from './template.ts';

export interface EvaluatedStack {
  readonly resources: readonly EvaluatedResource[];
  readonly outputs: Record<string, Json>;
  readonly exports: ReadonlyMap<string, Json>;
}

/** Resolves one stack; `imports` holds the exports of the stacks before it. */
export function evaluateStack(
  stack: AssemblyStack,
  settings: EvaluationSettings,
  imports: ReadonlyMap<string, Json>,
): EvaluatedStack {
  const scope = new StackScope(stack, settings, imports);
  const resources = Object.entries(stack.template.Resources)
    .filter(([, resource]) => resource.Condition === undefined || scope.condition(resource.Condition))
    .map(([logicalId, resource]) => evaluateResource(logicalId, resource, scope));
  const outputs: Record<string, Json> = {};
  const exports = new Map<string, Json>();
  for (const [id, output] of Object.entries(stack.template.Outputs)) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = resolveIntrinsics(output.Value, scope) ?? null;
    outputs[id] = value;
    if (output.Export !== undefined) exports.set(String(resolveIntrinsics(output.Export.Name, scope)), value);
  }
  return { resources, outputs, exports };
}

function evaluateResource(logicalId: string, resource: TemplateResource, scope: StackScope): EvaluatedResource {
  const identity = scope.identity(logicalId);
  // Policies and dashboards may name things the cell has no notion of, and nobody reads them.
  const properties = inertResourceTypes.has(resource.Type) ? {} : resolveIntrinsics(resource.Properties, scope);
  const path = resource.Metadata['aws:cdk:path'];
  return {
    stackName: scope.stackName,
    logicalId,
    type: resource.Type,
    path: typeof path === 'string' ? path : `${scope.stackName}/${logicalId}`,
    ...identity,
    properties: isJsonObject(properties) ? properties : {},
  };
}

class StackScope implements IntrinsicScope {
  readonly stackName: string;
  readonly region: string;
  readonly #stack: AssemblyStack;
  readonly #settings: EvaluationSettings;
  readonly #imports: ReadonlyMap<string, Json>;
  readonly #identities = new Map<string, ResourceIdentity>();
  readonly #underWay = new Set<string>();

  constructor(stack: AssemblyStack, settings: EvaluationSettings, imports: ReadonlyMap<string, Json>) {
    this.stackName = stack.stackName;
    this.region = settings.region;
    this.#stack = stack;
    this.#settings = settings;
    this.#imports = imports;
  }

  ref(name: string): Json | undefined {
    if (name.startsWith('AWS::')) return this.#pseudoParameter(name);
    if (name in this.#stack.template.Parameters) return this.#parameter(name);
    return this.identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): Json {
    const value = this.identity(logicalId).attributes[attribute];
    if (value !== undefined) return value;
    const type = this.#stack.template.Resources[logicalId]?.Type ?? 'a resource';
    throw new CellError(`The local cell does not know the attribute ${attribute} of ${type} (logical id ${logicalId}).`);
  }

  importValue(exportName: string): Json {
    const value = this.#imports.get(exportName);
    if (value === undefined) throw new CellError(`The stack ${this.stackName} imports "${exportName}", which no stack before it exports.`);
    return value;
  }

  mapping(map: string, first: string, second: string): Json {
    const value = this.#stack.template.Mappings[map]?.[first]?.[second];
    if (value === undefined) throw new CellError(`The stack ${this.stackName} has no mapping ${map}.${first}.${second}.`);
    return value;
  }

  condition(name: string): boolean {
    const condition = this.#stack.template.Conditions[name];
    if (condition === undefined) throw new CellError(`The stack ${this.stackName} has no condition "${name}".`);
    return this.#guarded(`condition ${name}`, () => resolveIntrinsics(condition, this) === true);
  }

  identity(logicalId: string): ResourceIdentity {
    const known = this.#identities.get(logicalId);
    if (known !== undefined) return known;
    const resource = this.#stack.template.Resources[logicalId];
    if (resource === undefined) throw new CellError(`The stack ${this.stackName} refers to "${logicalId}", which it does not hold.`);
    const identity = this.#guarded(logicalId, () => this.#identify(logicalId, resource));
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #identify(logicalId: string, resource: TemplateResource): ResourceIdentity {
    const { region, accountId, addresses } = this.#settings;
    const toName = {
      stackName: this.stackName,
      logicalId,
      type: resource.Type,
      region,
      accountId,
      addresses,
      property: (name: string) => resolveIntrinsics(resource.Properties[name] ?? { Ref: 'AWS::NoValue' }, this),
    };
    const identity = identifyResource(toName);
    if (identity !== undefined) return identity;
    if (inertResourceTypes.has(resource.Type)) return identifyInertResource(toName);
    throw new CellError(`The local cell does not know ${resource.Type} (logical id ${logicalId}, stack ${this.stackName}).`);
  }

  #parameter(name: string): Json {
    const parameter = this.#stack.template.Parameters[name];
    const given = this.#settings.parameters[`${this.stackName}.${name}`] ?? this.#settings.parameters[name];
    const value = given ?? this.#stack.parameters[name] ?? parameter?.Default;
    if (parameter === undefined || value === undefined) {
      throw new CellError(`The stack ${this.stackName} needs a value for its parameter "${name}".`);
    }
    if (parameter.AllowedValues !== undefined && !parameter.AllowedValues.map(String).includes(String(value))) {
      throw new CellError(`The parameter "${name}" of stack ${this.stackName} may not be "${value}".`);
    }
    return parameter.Type.includes('List') ? String(value).split(',').map((part) => part.trim()) : String(value);
  }

  #pseudoParameter(name: string): Json | undefined {
    const values: Readonly<Record<string, Json>> = {
      'AWS::Region': this.region,
      'AWS::AccountId': this.#settings.accountId,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': this.stackName,
      'AWS::StackId': `arn:aws:cloudformation:${this.region}:${this.#settings.accountId}:stack/${this.stackName}/local`,
      'AWS::NotificationARNs': [],
    };
    if (name === 'AWS::NoValue') return undefined;
    const value = values[name];
    if (value === undefined) throw new CellError(`The local cell does not know the pseudo-parameter ${name}.`);
    return value;
  }

  #guarded<T>(what: string, evaluate: () => T): T {
    if (this.#underWay.has(what)) throw new CellError(`In the stack ${this.stackName}, ${what} refers to itself.`);
    this.#underWay.add(what);
    try {
      return evaluate();
    } finally {
      this.#underWay.delete(what);
    }
  }
}
