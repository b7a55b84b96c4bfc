import type { z } from 'zod';
import { InvalidDefinition } from '../definition/invalid-definition.ts';
import type { Clock } from '../shell/execution-runner.ts';
import type { MachineRecord, MachineStore } from '../shell/machine-store.ts';
import type { Place } from '../tasks/invoke-function.ts';
import { ApiError } from './api-error.ts';
import type * as requests from './api-requests.ts';
import { readPageToken, writePageToken } from './page-token.ts';

export interface Deployment {
  readonly arn: string;
  readonly name: string;
  /** Amazon States Language, as JSON text. */
  readonly definition: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly roleArn?: string;
}

type Request<Name extends keyof typeof requests> = z.input<(typeof requests)[Name]>;
const USUAL_PAGE = 100;

/** The calls about state machines. Dates are epoch seconds, as the protocol has them. */
export class MachineApi {
  readonly #machines: MachineStore;
  readonly #clock: Clock;
  readonly #place: Place;

  constructor({ machines, clock, place }: { machines: MachineStore; clock: Clock; place: Place }) {
    this.#machines = machines;
    this.#clock = clock;
    this.#place = place;
  }

  /** Puts a definition under an ARN; executions that run keep the one they started with. Throws ApiError InvalidDefinition. */
  deploy({ arn, name, definition, type = 'STANDARD', roleArn = '' }: Deployment): MachineRecord {
    try {
      return this.#machines.put({ arn, name, type, roleArn }, definition, this.#clock.now());
    } catch (error) {
      if (error instanceof InvalidDefinition) throw new ApiError('InvalidDefinition', error.message);
      throw error;
    }
  }

  createStateMachine({ name, definition, roleArn, type }: Request<'createStateMachine'>) {
    const arn = `arn:aws:states:${this.#place.region}:${this.#place.accountId}:stateMachine:${name}`;
    const standing = this.#machines.get(arn);
    if (standing !== undefined && this.#machines.definitionText(standing.definitionHash) !== definition) {
      throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const { createdAt } = standing ?? this.deploy({ arn, name, definition, roleArn: roleArn ?? '', type: type ?? 'STANDARD' });
    return { stateMachineArn: arn, creationDate: createdAt / 1000 };
  }

  updateStateMachine({ stateMachineArn, definition, roleArn }: Request<'updateStateMachine'>) {
    const standing = this.find(stateMachineArn);
    const { updatedAt } = this.deploy({
      arn: standing.arn, name: standing.name, type: standing.type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      roleArn: roleArn ?? standing.roleArn, definition: definition ?? this.#machines.definitionText(standing.definitionHash),
    });
    return { updateDate: updatedAt / 1000 };
  }

  listStateMachines({ maxResults, nextToken }: Request<'listStateMachines'>) {
    const skipped = readPageToken(nextToken) ?? 0;
    const limit = maxResults === undefined || maxResults === 0 ? USUAL_PAGE : maxResults;
    const all = this.#machines.all();
    return {
      stateMachines: all.slice(skipped, skipped + limit)
        .map(({ arn, name, type, createdAt }) => ({ stateMachineArn: arn, name, type, creationDate: createdAt / 1000 })),
      ...(all.length > skipped + limit ? { nextToken: writePageToken(skipped + limit) } : {}),
    };
  }

  describeStateMachine({ stateMachineArn }: Request<'describeStateMachine'>) {
    const { arn, name, type, roleArn, definitionHash, createdAt } = this.find(stateMachineArn);
    return {
      stateMachineArn: arn, name, type, roleArn, status: 'ACTIVE', creationDate: createdAt / 1000,
      definition: this.#machines.definitionText(definitionHash), revisionId: definitionHash,
    };
  }

  /** Throws StateMachineDoesNotExist. */
  find(stateMachineArn: string): MachineRecord {
    const machine = this.#machines.get(stateMachineArn);
    if (machine === undefined) throw new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    return machine;
  }
}
