import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Execution } from '../engine/execution.ts';
import type { Json } from '../../json/json.ts';
import { newExecution } from '../engine/new-execution.ts';
import { parseJson } from '../../json/parse-json.ts';
import type { Clock, ExecutionRunner } from '../shell/execution-runner.ts';
import type { ExecutionRecord, ExecutionStore } from '../shell/execution-store.ts';
import type { MachineStore } from '../shell/machine-store.ts';
import { ApiError } from './api-error.ts';
import type * as requests from './api-requests.ts';
import type { MachineApi } from './machine-api.ts';
import { readPageToken, writePageToken } from './page-token.ts';
import { tellEvent } from './tell-event.ts';

type Request<Name extends keyof typeof requests> = z.input<(typeof requests)[Name]>;
const LARGEST_INPUT_BYTES = 256 * 1024;
const USUAL_PAGE = 100;
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

export interface ExecutionApiParts {
  readonly executions: ExecutionStore;
  readonly machines: MachineStore;
  readonly machineApi: MachineApi;
  readonly runner: ExecutionRunner;
  readonly clock: Clock;
}

/** The calls about executions. Dates are epoch seconds, as the protocol has them. */
export class ExecutionApi {
  readonly #parts: ExecutionApiParts;

  constructor(parts: ExecutionApiParts) {
    this.#parts = parts;
  }

  /** Idempotent by name while the execution runs with the same input. Throws ExecutionAlreadyExists and others. */
  startExecution({ stateMachineArn, name = randomUUID(), input = '{}' }: Request<'startExecution'>): { executionArn: string; startDate: number } {
    const { machines, executions, runner, clock } = this.#parts;
    const machine = this.#parts.machineApi.find(stateMachineArn);
    if (!NAME.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
    const arn = executionArn(stateMachineArn, name);
    const standing = executions.byArn(arn);
    if (standing !== undefined) return sameExecution(standing, input);
    const execution = newExecution(machines.parsed(machine.definitionHash), {
      arn, name, machineArn: machine.arn, machineName: machine.name, roleArn: machine.roleArn,
      input: inputJson(input), seed: randomBytes(16).toString('hex'),
    }, clock.now());
    runner.move(executions.insert(execution, machine.definitionHash, input));
    return { executionArn: arn, startDate: execution.startedAt / 1000 };
  }

  async stopExecution({ executionArn: arn, error, cause }: Request<'stopExecution'>): Promise<{ stopDate: number }> {
    const { runner } = this.#parts;
    const { id } = this.find(arn);
    await runner.answer(id, { kind: 'stop', failure: { error: error ?? null, cause: cause ?? null } });
    return { stopDate: (runner.peek(id).stoppedAt ?? 0) / 1000 };
  }

  describeExecution({ executionArn: arn }: Request<'describeExecution'>) {
    const record = this.find(arn);
    const { output, failure } = this.#parts.runner.peek(record.id);
    return {
      executionArn: arn, name: record.name, stateMachineArn: record.machineArn, status: record.status,
      startDate: record.startedAt / 1000, input: record.input, inputDetails: { included: true }, redriveCount: 0,
      ...(record.stoppedAt === null ? {} : { stopDate: record.stoppedAt / 1000 }),
      ...(record.status === 'SUCCEEDED' ? { output: JSON.stringify(output), outputDetails: { included: true } } : {}),
      ...(typeof failure?.error === 'string' ? { error: failure.error } : {}),
      ...(typeof failure?.cause === 'string' ? { cause: failure.cause } : {}),
    };
  }

  /** The definition the execution started with, whatever was deployed since. */
  describeStateMachineForExecution({ executionArn: arn }: Request<'describeExecution'>) {
    const { machineArn, definitionHash } = this.find(arn);
    const { name, roleArn, updatedAt } = this.#parts.machineApi.find(machineArn);
    return {
      stateMachineArn: machineArn, name, roleArn, updateDate: updatedAt / 1000,
      definition: this.#parts.machines.definitionText(definitionHash), revisionId: definitionHash,
    };
  }

  /** Newest first. */
  listExecutions({ stateMachineArn, statusFilter, maxResults, nextToken }: Request<'listExecutions'>) {
    this.#parts.machineApi.find(stateMachineArn);
    const limit = pageSize(maxResults);
    const found = this.#parts.executions.page({
      machineArn: stateMachineArn, status: statusFilter ?? null, beforeId: readPageToken(nextToken), limit: limit + 1,
    });
    const page = found.slice(0, limit);
    return {
      executions: page.map(({ arn, machineArn, name, status, startedAt, stoppedAt }) => ({
        executionArn: arn, stateMachineArn: machineArn, name, status, startDate: startedAt / 1000,
        ...(stoppedAt === null ? {} : { stopDate: stoppedAt / 1000 }),
      })),
      ...nextPage(found.length > limit, page.at(-1)?.id),
    };
  }

  getExecutionHistory({ executionArn: arn, maxResults, reverseOrder = false, nextToken, includeExecutionData = true }: Request<'getExecutionHistory'>) {
    const { id } = this.find(arn);
    const limit = pageSize(maxResults);
    const found = this.#parts.executions.history({
      executionId: id, beyondEventId: readPageToken(nextToken), newestFirst: reverseOrder, limit: limit + 1,
    });
    const page = found.slice(0, limit);
    return { events: page.map((event) => tellEvent(event, includeExecutionData)), ...nextPage(found.length > limit, page.at(-1)?.id) };
  }

  /** Throws ExecutionDoesNotExist. */
  find(arn: string): ExecutionRecord {
    const record = this.#parts.executions.byArn(arn);
    if (record === undefined) throw new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return record;
  }

  /** Resolves with the execution when it is closed; undefined when there is none with this ARN. */
  closed(arn: string): Promise<Execution> | undefined {
    const record = this.#parts.executions.byArn(arn);
    return record === undefined ? undefined : this.#parts.runner.closed(record.id);
  }

  /** How many state transitions AWS would have billed so far. */
  transitionsOf(arn: string): number {
    return this.#parts.runner.peek(this.find(arn).id).transitions;
  }
}

export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

function sameExecution({ arn, status, input, startedAt }: ExecutionRecord, givenInput: string): { executionArn: string; startDate: number } {
  if (status !== 'RUNNING' || input !== givenInput) throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  return { executionArn: arn, startDate: startedAt / 1000 };
}

function inputJson(input: string): Json {
  if (Buffer.byteLength(input) > LARGEST_INPUT_BYTES) throw new ApiError('ValidationException', 'The input is larger than 256 KiB');
  try {
    return parseJson(input);
  } catch {
    throw new ApiError('InvalidExecutionInput', 'Invalid State Machine Execution Input: it is not JSON');
  }
}

function pageSize(maxResults: number | undefined): number {
  return maxResults === undefined || maxResults === 0 ? USUAL_PAGE : maxResults;
}

function nextPage(more: boolean, lastId: number | undefined): { nextToken?: string } {
  return more && lastId !== undefined ? { nextToken: writePageToken(lastId) } : {};
}
