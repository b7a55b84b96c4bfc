import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import { CALLS_PER_MINUTE, type CallLimits } from '#domain/access/call-limits';
import type { Principal } from '#domain/kernel/authoriser';
import type { Temporal } from '#domain/kernel/temporal';
import { createDynamoCallCounter } from '#functions/adapters/dynamodb/dynamo-call-counter';
import { createDynamoClientStore } from '#functions/adapters/dynamodb/dynamo-client-store';
import { createDynamoOnceStore } from '#functions/adapters/dynamodb/dynamo-once-store';
import { createDynamoTokenStore } from '#functions/adapters/dynamodb/dynamo-token-store';
import { createPeopleTokens } from '#functions/adapters/oidc/people-tokens';
import { systemClock, type Clock } from '#functions/platform/clock';
import { createCallCount, type CountCall } from '#functions/platform/count-calls';
import { everyDoor, guardedDoor, type callLimits } from '#functions/platform/door-environment';
import { readEnvironment } from '#functions/platform/environment';
import type { GatewayCall } from '#functions/platform/gateway-call';
import type { Access } from '#functions/platform/http-request';
import { identifyCaller } from '#functions/platform/identify-caller';

/** What stands between the gateway and every HTTP function: who calls, whether too often, and what time it is. */
export interface Door {
  readonly clock: Clock;
  /** What callers call the API by, where the gateway's own host is not it. */
  readonly publicOrigin?: string | undefined;
  /** @throws EdgeProblem of status 401 or 403 */
  identify(call: GatewayCall, now: Temporal.Instant): Promise<Principal>;
  readonly count: CountCall;
}

/**
 * The door of a deployed function. Its variables come with the route (infra/constructs/service-api.ts); a function that
 * asks who calls does not start without them.
 */
export function openDoor(access: Access): Door {
  const client = new DynamoDBClient({});
  if (access === 'public') {
    const environment = readEnvironment(everyDoor);
    return { ...commonOf(environment, client), identify: () => Promise.reject(new Error('a public route asks nobody who it is')) };
  }
  const environment = readEnvironment(guardedDoor);
  const table = { client, tableName: environment.ACCESS_TABLE };
  const tools = {
    people: createPeopleTokens({ issuer: environment.OIDC_ISSUER, audience: environment.OIDC_AUDIENCE }),
    clients: createDynamoClientStore(table),
    tokens: createDynamoTokenStore({ ...table, now: systemClock }),
    once: createDynamoOnceStore(table),
  };
  return { ...commonOf(environment, client), identify: (call, now) => identifyCaller(tools, call, now) };
}

function commonOf(environment: z.infer<typeof everyDoor>, client: DynamoDBClient): Omit<Door, 'identify'> {
  const counted: CallLimits = { ...CALLS_PER_MINUTE, ...given(environment.CALLS_PER_MINUTE) };
  return {
    clock: systemClock,
    publicOrigin: environment.PUBLIC_ORIGIN,
    count: createCallCount(createDynamoCallCounter({ client, tableName: environment.ACCESS_TABLE }), counted),
  };
}

function given(some: z.infer<typeof callLimits>): Partial<CallLimits> {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
}
