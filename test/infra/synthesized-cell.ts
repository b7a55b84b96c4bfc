import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { StageName } from '#infra/stages';
import { sourcesHash } from '#local/start/synthesize';

const root = join(import.meta.dirname, '../..');

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.json()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const template = z.object({
  Resources: z.record(z.string(), resource).default({}),
  Parameters: z.record(z.string(), z.looseObject({ Default: z.string().optional() })).default({}),
});

/** A resource of a template, with where it stands. */
export interface Found extends z.infer<typeof resource> {
  readonly stack: string;
  readonly id: string;
}

export interface SynthesizedCell {
  readonly templates: Readonly<Record<string, z.infer<typeof template>>>;
  /** All resources of a type, over all stacks. */
  all(type: string): Found[];
  /** All resources, over all stacks. */
  readonly resources: readonly Found[];
}

/** Runs `use` with an empty folder that is gone afterwards. */
export function withFolder<Result>(use: (folder: string) => Result): Result {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const folder = mkdtempSync(join(dist, 'test-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The folder with the templates of a stage, its functions without their code. Made by whichever test asks first and kept until a source
 * changes: every suite that imports the CDK and synthesizes for itself costs ten seconds.
 */
export function assemblyOf(stage: StageName): string {
  const ofSources = join(root, '.local/test-templates', sourcesHash());
  const folder = join(ofSources, stage);
  if (existsSync(folder)) return folder;
  if (!existsSync(ofSources)) rmSync(dirname(ofSources), { recursive: true, force: true });
  const { status, stderr } = spawnSync('node', [join(import.meta.dirname, 'synthesize-without-code.ts'), stage, folder], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  if (status !== 0) throw new Error(`The templates of ${stage} could not be made:\n${stderr}`);
  return folder;
}

const synthesized = new Map<StageName, SynthesizedCell>();

/** The templates of a stage by the word that names the stack (`Data`, `Intake` …). */
export function cellOf(stage: StageName): SynthesizedCell {
  const known = synthesized.get(stage);
  if (known !== undefined) return known;
  const cell = read(assemblyOf(stage));
  synthesized.set(stage, cell);
  return cell;
}

function read(folder: string): SynthesizedCell {
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  const templates = Object.fromEntries(files.map((file) => [wordOf(file), template.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))]));
  const resources = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, found]): Found => ({ ...found, stack, id })));
  return { templates, resources, all: (type) => resources.filter(({ Type }) => Type === type) };
}

function wordOf(file: string): string {
  return file.replace(/^MotCua-[a-z]+-/, '').replace('.template.json', '');
}
