import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { z } from 'zod';

import { CellError } from '../cell/cell-error.ts';
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
  const stacks: (AssemblyStack & { dependencies: string[] })[] = [];
  const assetPaths = new Map<string, string>();
  collect(resolve(folder), stacks, assetPaths);
  if (stacks.length === 0) throw new CellError(`The cloud assembly ${folder} holds no stack.`);
  return { stacks: inDependencyOrder(stacks), assetPaths };
}

function collect(
  folder: string,
  stacks: (AssemblyStack & { dependencies: string[] })[],
  assetPaths: Map<string, string>,
): void {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new CellError(`There is no cloud assembly in ${folder}: run "npm run synth" first.`);
  }
  const manifest = readJson(join(folder, 'manifest.json'), manifestSchema);
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    const properties = artifact.properties;
    if (artifact.type === 'cdk:cloud-assembly' && properties?.directoryName !== undefined) {
      collect(join(folder, properties.directoryName), stacks, assetPaths);
    }
    if (artifact.type === 'cdk:asset-manifest' && properties?.file !== undefined) {
      collectAssets(folder, properties.file, assetPaths);
    }
    if (artifact.type === 'aws:cloudformation:stack' && properties?.templateFile !== undefined) {
      stacks.push({
        id,
        stackName: properties.stackName ?? id,
        template: readJson(join(folder, properties.templateFile), templateSchema),
        parameters: properties.parameters,
        dependencies: artifact.dependencies,
      });
    }
  }
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
    throw new CellError(`The file ${path} cannot be read as JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CellError(`The file ${path} is broken at ${issue?.path.join('.') ?? 'its root'}: ${issue?.message ?? 'unknown'}.`);
}
