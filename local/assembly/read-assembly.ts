import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { CellError } from '../cell/cell-error.ts';
import { messageOf } from '../cell/message-of.ts';
import { templateSchema } from './template.ts';
import type { Template } from './template.ts';

const manifestSchema = z.object({
  artifacts: z
    .record(
      z.string(),
      z.object({
        type: z.string(),
        dependencies: z.array(z.string()).default([]),
        displayName: z.string().optional(),
        properties: z
          .object({
            templateFile: z.string().optional(),
            stackName: z.string().optional(),
            file: z.string().optional(),
            directoryName: z.string().optional(),
            parameters: z.record(z.string(), z.string()).default({}),
          })
          .optional(),
      }),
    )
    .default({}),
});

const assetManifestSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })).default({}),
      }),
    )
    .default({}),
});

export interface AssemblyStack {
  readonly id: string;
  readonly stackName: string;
  readonly template: Template;
  /** Parameter values the app itself gave at synthesis. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Assembly {
  /** Stacks in the order in which they may be created. */
  readonly stacks: readonly AssemblyStack[];
  /** Absolute path of an asset file or folder by the object key under which it would be uploaded. */
  readonly assetPaths: ReadonlyMap<string, string>;
}

/**
 * Reads a synthesized cloud assembly (the folder `cdk synth` writes), nested stages included.
 * Throws a CellError if the folder, its manifest or a template cannot be read.
 */
export function readAssembly(folder: string): Assembly {
  const found: Found = { stacks: [], assetPaths: new Map() };
  collect(resolve(folder), found);
  if (found.stacks.length === 0) throw new CellError(`The cloud assembly ${folder} holds no stack.`);
  return { stacks: inDependencyOrder(found.stacks), assetPaths: found.assetPaths };
}

interface Found {
  readonly stacks: (AssemblyStack & { dependencies: string[] })[];
  readonly assetPaths: Map<string, string>;
}

type Artifact = z.infer<typeof manifestSchema>['artifacts'][string];

function collect(folder: string, found: Found): void {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new CellError(`There is no cloud assembly in ${folder}: run "npm run synth" first.`);
  }
  const { artifacts } = readJson(join(folder, 'manifest.json'), manifestSchema);
  for (const [id, { type, properties, dependencies }] of Object.entries(artifacts)) {
    const { directoryName, file } = properties ?? {};
    if (type === 'cdk:cloud-assembly' && directoryName !== undefined) collect(join(folder, directoryName), found);
    if (type === 'cdk:asset-manifest' && file !== undefined) collectAssets(folder, file, found.assetPaths);
    if (type === 'aws:cloudformation:stack') found.stacks.push(...stackOf(folder, id, properties).map((stack) => ({ ...stack, dependencies })));
  }
}

function stackOf(folder: string, id: string, properties: Artifact['properties']): AssemblyStack[] {
  if (properties?.templateFile === undefined) return [];
  const { templateFile, stackName = id, parameters } = properties;
  return [{ id, stackName, template: readJson(join(folder, templateFile), templateSchema), parameters }];
}

function collectAssets(folder: string, file: string, assetPaths: Map<string, string>): void {
  const { files } = readJson(join(folder, file), assetManifestSchema);
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    const path = resolve(folder, source.path);
    for (const { objectKey } of Object.values(destinations)) assetPaths.set(objectKey, path);
  }
}

function inDependencyOrder<T extends { id: string; dependencies: string[] }>(stacks: readonly T[]): T[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<T>();
  const visit = (stack: T, path: readonly string[]): void => {
    if (ordered.has(stack)) return;
    if (path.includes(stack.id)) {
      throw new CellError(`The stacks depend on each other in a circle: ${[...path, stack.id].join(' → ')}.`);
    }
    for (const id of stack.dependencies) {
      const dependency = byId.get(id);
      if (dependency !== undefined) visit(dependency, [...path, stack.id]);
    }
    ordered.add(stack);
  };
  for (const stack of stacks) visit(stack, []);
  return [...ordered];
}

function readJson<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CellError(`The file ${path} cannot be read as JSON (${messageOf(error)}).`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CellError(`The file ${path} is broken at ${issue?.path.join('.') ?? 'its root'}: ${issue?.message ?? 'unknown'}.`);
}
