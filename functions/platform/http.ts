import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answerByContract } from '#functions/platform/answer-by-contract';
import { openDoor, type Door } from '#functions/platform/door';
import { gatewayCall } from '#functions/platform/gateway-call';
import { writeAnswer, writeProblem, type AnswerContext, type HttpAnswer } from '#functions/platform/http-answer';
import type { HttpContract } from '#functions/platform/http-contract';
import { correlationIdOf, languageOf, readRequest, type Access, type Addressed, type HttpRequest } from '#functions/platform/http-request';
import { loggablePath } from '#functions/platform/loggable-path';
import { logAbout, logFailure, logInfo } from '#functions/platform/logger';
import { observe, type Observation } from '#functions/platform/observe';
import { toProblem } from '#functions/platform/problem';
import { passDoor } from '#functions/platform/pass-door';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

export type HttpLambda = (event: Event, context: Context) => Promise<Result>;

/**
 * What every HTTP handler wears: the door asks who calls and how often, the request is parsed before `use` sees it, its
 * answer is parsed by the same contract and written with our headers, and whatever is thrown becomes problem details (RFC 9457).
 */
export function httpHandler<A extends Access, Write extends boolean, Body = undefined, Path = undefined, Query = undefined>(
  contract: HttpContract<A, Write, Body, Path, Query>,
  use: (request: HttpRequest<A, Write, Body, Path, Query> & Addressed) => Promise<HttpAnswer>,
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
        const answer = await use(readRequest(contract, event, { principal, now, origin: call.origin }));
        return writeAnswer(answerByContract(contract.answers, answer), context);
      } catch (error) {
        return refuse(error, context);
      }
    });
  return async (event, context) => lambda(event, context);
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
