import { z } from 'zod';

const arn = z.string().min(1);
const pageSize = z.int().min(0).max(1000).optional();
const text = z.string();

export const createStateMachine = z.object({
  name: text.min(1).max(80), definition: text.min(1), roleArn: text.default(''), type: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
});
export const updateStateMachine = z.object({ stateMachineArn: arn, definition: text.optional(), roleArn: text.optional() });
export const listStateMachines = z.object({ maxResults: pageSize, nextToken: text.optional() });
export const describeStateMachine = z.object({ stateMachineArn: arn });
export const startExecution = z.object({ stateMachineArn: arn, name: text.min(1).max(80).optional(), input: text.default('{}') });
export const stopExecution = z.object({ executionArn: arn, error: text.max(256).optional(), cause: text.max(32_768).optional() });
export const describeExecution = z.object({ executionArn: arn });
export const listExecutions = z.object({
  stateMachineArn: arn,
  statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
  maxResults: pageSize,
  nextToken: text.optional(),
});
export const getExecutionHistory = z.object({
  executionArn: arn, maxResults: pageSize, reverseOrder: z.boolean().default(false), nextToken: text.optional(),
  includeExecutionData: z.boolean().default(true),
});
export const sendTaskSuccess = z.object({ taskToken: text.min(1), output: text });
export const sendTaskFailure = z.object({ taskToken: text.min(1), error: text.max(256).optional(), cause: text.max(32_768).optional() });
export const sendTaskHeartbeat = z.object({ taskToken: text.min(1) });
