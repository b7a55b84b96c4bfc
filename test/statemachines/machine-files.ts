import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const folder = join(import.meta.dirname, '../../statemachines');
const rule = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string().optional(), JitterStrategy: z.string().optional(), MaxDelaySeconds: z.number().optional() });

/** What the house rules look at in a state; whatever else it holds is kept. */
const plainState = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Arguments: z.unknown().optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  Retry: z.array(rule).default([]),
  Catch: z.array(rule).default([]),
  Choices: z.array(z.looseObject({ Condition: z.string() })).default([]),
  Seconds: z.union([z.number(), z.string()]).optional(),
});
/** What each iteration of a Map goes through. */
const itemProcessor = z.looseObject({ ProcessorConfig: z.unknown(), StartAt: z.string(), States: z.record(z.string(), plainState) });
const state = plainState.extend({ MaxConcurrency: z.number().optional(), ItemProcessor: itemProcessor.optional() });
export type State = z.infer<typeof state>;

const definition = z.looseObject({ Comment: z.string(), QueryLanguage: z.string(), StartAt: z.string(), States: z.record(z.string(), state) });

export interface MachineFile {
  readonly name: string;
  readonly text: string;
  readonly definition: z.infer<typeof definition>;
}

export function machineFile(name: string): MachineFile {
  const text = readFileSync(machinePath(name), 'utf8');
  return { name, text, definition: definition.parse(JSON.parse(text)) };
}

/** Where a machine's definition lies. */
export function machinePath(name: string): string {
  return join(folder, `${name}.asl.json`);
}

/** Every state machine of the house. */
export function machineFiles(): MachineFile[] {
  return readdirSync(folder).filter((file) => file.endsWith('.asl.json')).map((file) => machineFile(file.replace('.asl.json', '')));
}
