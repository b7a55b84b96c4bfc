import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answerByContract } from '#functions/platform/answer-by-contract';
import { openDoor, type Door } from '#functions/platform/door';
import { gatewayCall } from '#functions/platform/gateway-call';
import { etagOf, writeAnswer, writeNotModified, writeProblem, type AnswerContext, type HttpAnswer } from '#functions/platform/http-answer';
import type { HttpContract } from '#functions/platform/http-contract';
import { callOf, correlationIdOf, holdsAlready, languageOf, readRequest, type Access, type Addressed, type HttpCall, type HttpRequest } from '#functions/platform/http-request';
import { loggablePath } from '#functions/platform/loggable-path';
import { logAbout, logFailure, logInfo } from '#functions/platform/logger';
import { observe, type Observation } from '#functions/platform/observe';
import { toProblem } from '#functions/platform/problem';
import { passDoor } from '#functions/platform/pass-door';
import { FIELDS_PARAMETER, keepFields, readFields } from '#functions/platform/sparse-fields';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

export type HttpLambda = (event: Event, context: Context) => Promise<Result>;

/**
 * What every HTTP handler wears: the door asks who calls and how often, the request is parsed before `use` sees it, its
 * answer is parsed by the same contract and written with our headers, and whatever is thrown becomes problem details (RFC 9457).
 */
export function httpHandler<A extends Access, Write extends boolean, Body = undefined, Path = undefined, Query = undefined>(
  contract: HttpContract<A, Write, Body, Path, Query>,
  use: (request: HttpRequest<A, Write, Body, Path, Query> & Addressed, call: HttpCall) => Promise<HttpAnswer>,
  door: Door = openDoor(contract.access),
): HttpLambda {
  const lambda = middy<Event, Result>()
    .use(observe(aboutHttp(contract.route)))
    .handler(async (event: Event) => {
      let context: AnswerContext = { correlationId: correlationIdOf(event), language: languageOf(event) };
      try {
        const call = gatewayCall(event, door.publicOrigin);
        const { now, rateLimit, admit } = await passDoor(door, contract.access, call);
        context = { ...context, rateLimit };
        const principal = admit();
        if (principal !== undefined) logAbout({ principalKind: principal.kind });
        const { selection, rest } = selectionOf(contract, event);
        const given = await use(readRequest(contract, rest, { principal, now, origin: call.origin }), callOf(event));
        const answer = answerByContract(contract.answers, given);
        return isRead(event) ? writeRead(answer, { event, selection, context }) : writeAnswer(answer, context);
      } catch (error) {
        return refuse(error, context);
      }
    });
  return async (event, context) => lambda(event, context);
}

type Selection = ReturnType<typeof readFields>;

function isRead(event: Event): boolean {
  return event.requestContext.http.method === 'GET';
}

/** What of the answer the caller wants, and the call without the parameter that says so. */
function selectionOf(contract: Pick<HttpContract<Access, boolean>, 'answers'>, event: Event): { selection: Selection; rest: Event } {
  const { [FIELDS_PARAMETER]: fields, ...parameters } = event.queryStringParameters ?? {};
  const selection = isRead(event) ? readFields(fields, contract.answers) : undefined;
  return { selection, rest: selection === undefined ? event : { ...event, queryStringParameters: parameters } };
}

interface Reading {
  readonly event: Event;
  readonly selection: Selection;
  readonly context: AnswerContext;
}

/** What was read: nothing again for a caller who holds it already, and only the members he asked for. */
function writeRead(answer: HttpAnswer, { event, selection, context }: Reading): Result {
  const etag = etagOf(answer);
  if (answer.status === 200 && etag !== undefined && holdsAlready(event, etag)) return writeNotModified(answer, { ...context, etag });
  if (answer.status !== 200 || selection === undefined) return writeAnswer(answer, context);
  return writeAnswer({ ...answer, body: keepFields(answer.body, selection), headers: { ...answer.headers, ...(etag === undefined ? {} : { etag }) } }, context);
}

function aboutHttp(route: string): Observation<Event, Result> {
  return {
    begin: (event) => ({ route, correlationId: correlationIdOf(event), ...loggablePath(event.pathParameters ?? {}) }),
    end: (result) => (result?.statusCode === undefined ? {} : { status: result.statusCode }),
  };
}

function refuse(error: unknown, context: AnswerContext): Result {
  const problem = toProblem(error);
  if (problem.status >= 500) logFailure('could not answer', error, { problem: problem.code });
  else logInfo('refused', { problem: problem.code });
  return writeProblem(problem, context);
}
