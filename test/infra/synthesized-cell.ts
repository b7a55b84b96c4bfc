import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { z } from 'zod';
import { addCell } from '#infra/app';
import { type StageName, stages } from '#infra/stages';

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

/** The switches of cdk.json, which the toolkit gives an app and a test has to give itself. */
function toolkitContext(): Record<string, unknown> {
  const { context } = z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  return context;
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

/** An app with the cell of a stage, its functions without their code. */
export function appOf(stage: StageName, outdir: string): App {
  const app = new App({ context: toolkitContext(), outdir });
  addCell(app, stages[stage], () => Code.fromInline('export const handler = () => undefined;'));
  return app;
}

/** Synthesizes with the rule packs but without CloudFormation's own schema check: that costs four fifths of the time, and `npm run synth` has it. */
export function synthesizeQuickly(app: App): void {
  process.env['CDK_VALIDATION'] = 'false';
  app.synth();
}

const synthesized = new Map<StageName, SynthesizedCell>();

/** The templates of a stage by the word that names the stack (`Data`, `Intake` …). */
export function cellOf(stage: StageName): SynthesizedCell {
  const known = synthesized.get(stage);
  if (known !== undefined) return known;
  const cell = withFolder((folder) => read(stage, folder));
  synthesized.set(stage, cell);
  return cell;
}

function read(stage: StageName, folder: string): SynthesizedCell {
  synthesizeQuickly(appOf(stage, folder));
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  const templates = Object.fromEntries(files.map((file) => [wordOf(file), template.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))]));
  const resources = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, found]): Found => ({ ...found, stack, id })));
  return { templates, resources, all: (type) => resources.filter(({ Type }) => Type === type) };
}

function wordOf(file: string): string {
  return file.replace(/^MotCua-[a-z]+-/, '').replace('.template.json', '');
}
