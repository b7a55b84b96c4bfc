import type { z } from 'zod';
import { waitingTask } from '../engine/answer-task.ts';
import type { Answer } from '../engine/execution.ts';
import type { Json } from '../../json/json.ts';
import { parseJson } from '../../json/parse-json.ts';
import { readTaskToken } from '../engine/task-token.ts';
import type { ExecutionRunner } from '../shell/execution-runner.ts';
import type { ExecutionStore } from '../shell/execution-store.ts';
import { ApiError } from './api-error.ts';
import type * as requests from './api-requests.ts';

type Request<Name extends keyof typeof requests> = z.input<(typeof requests)[Name]>;

/**
 * The calls that answer a task by its token. They throw InvalidToken for a text that was never a token, TaskDoesNotExist
 * for a token of an execution this service does not have, TaskTimedOut for a task that does not wait any more.
 */
export class TaskApi {
  readonly #executions: ExecutionStore;
  readonly #runner: ExecutionRunner;

  constructor({ executions, runner }: { executions: ExecutionStore; runner: ExecutionRunner }) {
    this.#executions = executions;
    this.#runner = runner;
  }

  async sendTaskSuccess({ taskToken, output }: Request<'sendTaskSuccess'>): Promise<Record<string, never>> {
    const json = outputJson(output);
    return await this.#answer(taskToken, (taskId) => ({ kind: 'succeeded', taskId, output: json }));
  }

  async sendTaskFailure({ taskToken, error, cause }: Request<'sendTaskFailure'>): Promise<Record<string, never>> {
    return await this.#answer(taskToken, (taskId) => ({ kind: 'failed', taskId, failure: { error: error ?? null, cause: cause ?? null } }));
  }

  async sendTaskHeartbeat({ taskToken }: Request<'sendTaskHeartbeat'>): Promise<Record<string, never>> {
    return await this.#answer(taskToken, (taskId) => ({ kind: 'heartbeat', taskId }));
  }

  async #answer(taskToken: string, answerFor: (taskId: string) => Answer): Promise<Record<string, never>> {
    const token = readTaskToken(taskToken);
    if (token === undefined) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
    const record = this.#executions.byArn(token.executionArn);
    if (record === undefined) throw new ApiError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
    const waiting = waitingTask(this.#runner.peek(record.id), token.taskId);
    // The whole token is compared, not only the place it points at: the secret in it is what makes it a credential.
    const accepted = waiting?.position.token === taskToken && await this.#runner.answer(record.id, answerFor(token.taskId));
    if (!accepted) throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return {};
  }
}

function outputJson(output: string): Json {
  try {
    return parseJson(output);
  } catch {
    throw new ApiError('InvalidOutput', 'Invalid Output: it is not JSON');
  }
}
