import { CellError } from '../cell/cell-error.ts';
import { isJsonObject } from '../json/json.ts';
import type { Json, JsonObject } from '../json/json.ts';

/** What the functions of a template may look up while they are resolved. */
export interface IntrinsicScope {
  readonly region: string;
  ref(name: string): Json | undefined;
  attribute(logicalId: string, attribute: string): Json;
  importValue(exportName: string): Json;
  mapping(map: string, first: string, second: string): Json;
  condition(name: string): boolean;
}

type Intrinsic = (argument: Json, scope: IntrinsicScope) => Json | undefined;

/**
 * Replaces every CloudFormation function in `value`; undefined stands for AWS::NoValue, which drops the key or
 * the list entry that holds it. Throws a CellError for a function or a shape it does not know.
 */
export function resolveIntrinsics(value: Json, scope: IntrinsicScope): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((entry) => resolveIntrinsics(entry, scope)).filter((entry) => entry !== undefined);
  }
  if (!isJsonObject(value)) return value;
  const name = functionName(value);
  if (name !== undefined) {
    const intrinsic = intrinsics[name];
    if (intrinsic === undefined) throw new CellError(`The local cell does not know the template function ${name}.`);
    return intrinsic(value[name] ?? null, scope);
  }
  const resolved: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    const result = resolveIntrinsics(entry, scope);
    if (result !== undefined) resolved[key] = result;
  }
  return resolved;
}

function functionName(value: JsonObject): string | undefined {
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0) return undefined;
  // An event pattern or a policy may well have a lone key "Condition" that is no reference.
  const isFunction = name.startsWith('Fn::') || name === 'Ref' || (name === 'Condition' && typeof value[name] === 'string');
  return isFunction ? name : undefined;
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument, 'Ref')),
  Condition: (argument, scope) => scope.condition(text(argument, 'Condition')),
  'Fn::GetAtt': (argument, scope) => {
    const path = typeof argument === 'string' ? argument : list(argument, 'Fn::GetAtt').map((part) => textOf(part, scope)).join('.');
    const dot = path.indexOf('.');
    return scope.attribute(path.slice(0, dot), path.slice(dot + 1));
  },
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return listOf(parts, scope, 'Fn::Join').map((part) => text(part, 'Fn::Join')).join(text(separator, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(argument, 'Fn::Select');
    const chosen = listOf(values, scope, 'Fn::Select')[Number(textOf(index, scope))];
    if (chosen === undefined) throw new CellError('A template function Fn::Select points outside its list.');
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, source] = list(argument, 'Fn::Split');
    return textOf(source, scope).split(text(separator, 'Fn::Split'));
  },
  'Fn::If': (argument, scope) => {
    const [name, whenTrue, whenFalse] = list(argument, 'Fn::If');
    return resolveIntrinsics((scope.condition(text(name, 'Fn::If')) ? whenTrue : whenFalse) ?? null, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, 'Fn::FindInMap').map((part) => textOf(part, scope));
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(textOf(argument, scope)),
  'Fn::Base64': (argument, scope) => Buffer.from(textOf(argument, scope)).toString('base64'),
  'Fn::GetAZs': (_argument, scope) => ['a', 'b', 'c'].map((zone) => `${scope.region}${zone}`),
  'Fn::Length': (argument, scope) => listOf(argument, scope, 'Fn::Length').length,
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolveIntrinsics(argument, scope)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, 'Fn::Equals').map((side) => resolveIntrinsics(side, scope));
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, 'Fn::And').every((part) => resolveIntrinsics(part, scope) === true),
  'Fn::Or': (argument, scope) => list(argument, 'Fn::Or').some((part) => resolveIntrinsics(part, scope) === true),
  'Fn::Not': (argument, scope) => resolveIntrinsics(list(argument, 'Fn::Not')[0] ?? null, scope) !== true,
};

function substitute(argument: Json, scope: IntrinsicScope): Json {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return text(template, 'Fn::Sub').replace(/\$\{([^}]+)\}/g, (_whole, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const given = isJsonObject(variables) ? variables[name] : undefined;
    if (given !== undefined) return textOf(given, scope);
    const dot = name.indexOf('.');
    const value = dot === -1 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    return text(value, 'Fn::Sub');
  });
}

function text(value: Json | undefined, place: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new CellError(`A template function ${place} was given ${JSON.stringify(value)} where it wants text.`);
}

function textOf(value: Json | undefined, scope: IntrinsicScope): string {
  return text(resolveIntrinsics(value ?? null, scope), 'within another');
}

function list(value: Json | undefined, place: string): Json[] {
  if (Array.isArray(value)) return value;
  throw new CellError(`A template function ${place} was given ${JSON.stringify(value)} where it wants a list.`);
}

function listOf(value: Json | undefined, scope: IntrinsicScope, place: string): Json[] {
  return list(resolveIntrinsics(value ?? null, scope), place);
}
