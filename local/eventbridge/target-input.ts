import { z } from 'zod';

/** What a target of a rule gets instead of the whole event; at most one of the three. */
const targetInput = z.object({
  /** Constant JSON text. */
  input: z.string().optional(),
  /** A path such as `$.detail`. */
  inputPath: z.string().optional(),
  inputTransformer: z.object({ inputPathsMap: z.record(z.string(), z.string()).optional(), inputTemplate: z.string() }).optional(),
});
export type TargetInput = z.infer<typeof targetInput>;

/** What the target receives for this event, as EventBridge prepares it. Throws a SyntaxError when a template gives no JSON. */
export function inputFor({ input, inputPath, inputTransformer }: TargetInput, event: unknown): unknown {
  if (input !== undefined) return parseJson(input);
  if (inputPath !== undefined) return pathValue(event, inputPath);
  if (inputTransformer === undefined) return event;
  const { inputPathsMap = {}, inputTemplate } = inputTransformer;
  return parseJson(fillTemplate(inputTemplate, (name) => (name === 'aws.events.event.json' ? event : pathValue(event, inputPathsMap[name] ?? ''))));
}

/** Inside quotes a placeholder is text; elsewhere it is JSON. */
function fillTemplate(template: string, valueOf: (name: string) => unknown): string {
  let isQuoted = false;
  return template.replaceAll(/\\.|"|<(?<name>[\w.]+)>/g, (found: string, name: string | undefined) => {
    if (found === '"') isQuoted = !isQuoted;
    if (name === undefined) return found;
    const value = valueOf(name);
    if (!isQuoted) return JSON.stringify(value ?? '');
    return JSON.stringify(typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')).slice(1, -1);
  });
}

function pathValue(event: unknown, path: string): unknown {
  if (!/^\$(\.[\w-]+|\[\d+\])*$/.test(path)) throw new SyntaxError(`not a path: ${path}`);
  const steps = path.match(/[\w-]+/g) ?? [];
  let value: unknown = event;
  for (const step of steps) value = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === step)?.[1] : undefined;
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SyntaxError(`the target’s input is no JSON: ${text}`);
  }
}
