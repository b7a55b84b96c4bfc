import { z } from 'zod';

/** The longest wait or time limit the language allows, a little over three years. */
export const LONGEST_SECONDS = 99_999_999;

const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a number or a JSONata expression {% … %}');
const template = z.json();
const assignment = z.record(z.string(), z.json());

function numberOrExpression(least: number, most: number): z.ZodUnion<[z.ZodInt, z.ZodString]> {
  return z.union([z.int().min(least).max(most), expression]);
}

const retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).max(LONGEST_SECONDS).optional(),
  MaxAttempts: z.int().min(0).max(LONGEST_SECONDS).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
  Comment: z.string().optional(),
});

const catcher = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  Output: template.optional(),
  Assign: assignment.optional(),
  Comment: z.string().optional(),
});

/** The states of a branch are read one by one, so that a refusal can name the state. */
const branchSchema = z.strictObject({
  StartAt: z.string(),
  States: z.record(z.string(), z.unknown()),
  Comment: z.string().optional(),
  QueryLanguage: z.string().optional(),
});

const itemProcessor = branchSchema.extend({
  ProcessorConfig: z.strictObject({
    Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(),
    ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
  }).optional(),
});

const described = { Comment: z.string().optional(), QueryLanguage: z.string().optional() };
const ending = { Next: z.string().optional(), End: z.boolean().optional() };
const speaking = { Output: template.optional(), Assign: assignment.optional() };
const guarded = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const taskState = z.strictObject({
  Type: z.literal('Task'), ...described, ...ending, ...speaking, ...guarded,
  Resource: z.string(),
  Arguments: template.optional(),
  TimeoutSeconds: numberOrExpression(1, LONGEST_SECONDS).optional(),
  HeartbeatSeconds: numberOrExpression(1, LONGEST_SECONDS).optional(),
  Credentials: z.json().optional(),
});

const passState = z.strictObject({ Type: z.literal('Pass'), ...described, ...ending, ...speaking });

const waitState = z.strictObject({
  Type: z.literal('Wait'), ...described, ...ending, ...speaking,
  Seconds: numberOrExpression(0, LONGEST_SECONDS).optional(),
  Timestamp: z.string().optional(),
});

const choiceState = z.strictObject({
  Type: z.literal('Choice'), ...described, ...speaking,
  Choices: z.array(z.strictObject({
    Condition: z.union([z.boolean(), z.string()]),
    Next: z.string(),
    ...speaking,
    Comment: z.string().optional(),
  })).min(1),
  Default: z.string().optional(),
});

const succeedState = z.strictObject({ Type: z.literal('Succeed'), ...described, Output: template.optional() });

const failState = z.strictObject({
  Type: z.literal('Fail'), ...described, Error: z.string().optional(), Cause: z.string().optional(),
});

const parallelState = z.strictObject({
  Type: z.literal('Parallel'), ...described, ...ending, ...speaking, ...guarded,
  Branches: z.array(branchSchema).min(1),
  Arguments: template.optional(),
});

const mapState = z.strictObject({
  Type: z.literal('Map'), ...described, ...ending, ...speaking, ...guarded,
  Items: z.union([z.array(z.json()), z.string()]).optional(),
  ItemSelector: template.optional(),
  ItemBatcher: z.strictObject({
    MaxItemsPerBatch: numberOrExpression(1, LONGEST_SECONDS).optional(),
    MaxInputBytesPerBatch: numberOrExpression(1, 256 * 1024).optional(),
    BatchInput: template.optional(),
  }).optional(),
  ItemProcessor: itemProcessor,
  MaxConcurrency: numberOrExpression(0, LONGEST_SECONDS).optional(),
  ToleratedFailurePercentage: z.union([z.number().min(0).max(100), expression]).optional(),
  ToleratedFailureCount: numberOrExpression(0, LONGEST_SECONDS).optional(),
  Label: z.string().max(40).optional(),
});

export const stateSchema = z.discriminatedUnion('Type', [
  taskState, passState, waitState, choiceState, succeedState, failState, parallelState, mapState,
]);

export type Retrier = z.infer<typeof retrier>;
export type MachineState = z.infer<typeof stateSchema>;
export type TaskState = z.infer<typeof taskState>;
export type WaitState = z.infer<typeof waitState>;
export type ChoiceState = z.infer<typeof choiceState>;
export type FailState = z.infer<typeof failState>;
export type ParallelState = z.infer<typeof parallelState>;
export type MapState = z.infer<typeof mapState>;

export const machineSchema = branchSchema.extend({
  Version: z.string().optional(),
  TimeoutSeconds: z.int().min(1).max(LONGEST_SECONDS).optional(),
});
