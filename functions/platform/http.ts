import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answerByContract } from '#functions/platform/answer-by-contract';
import { systemClock, type Clock } from '#functions/platform/clock';
import { writeAnswer, writeProblem, type HttpAnswer } from '#functions/platform/http-answer';
import type { HttpContract } from '#functions/platform/http-contract';
import { correlationIdOf, languageOf, readRequest, type Access, type HttpRequest, type HttpRoute } from '#functions/platform/http-request';
import { loggablePath } from '#functions/platform/loggable-path';
import { logFailure, logInfo } from '#functions/platform/logger';
import { observe, type Observation } from '#functions/platform/observe';
import { toProblem } from '#functions/platform/problem';

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

export type HttpLambda = (event: Event, context: Context) => Promise<Result>;

/**
 * What every HTTP handler wears: the request is parsed before `use` sees it, its answer is parsed by the same contract and
 * written with our headers, and whatever is thrown becomes problem details (RFC 9457).
 */
export function httpHandler<A extends Access, Write extends boolean, Body = undefined, Path = undefined, Query = undefined>(
  contract: HttpContract<A, Write, Body, Path, Query> | (HttpRoute<A, Write, Body, Path, Query> & { readonly answers?: undefined }),
  use: (request: HttpRequest<A, Write, Body, Path, Query>) => Promise<HttpAnswer>,
  clock: Clock = systemClock,
): HttpLambda {
  const lambda = middy<Event, Result>()
    .use(observe(aboutHttp(contract.route)))
    .use(answerProblems())
    .handler(async (event: Event) => {
      const request = readRequest(contract, event, clock);
      const answer = await use(request);
      return writeAnswer(contract.answers === undefined ? answer : answerByContract(contract.answers, answer), request);
    });
  return async (event, context) => lambda(event, context);
}

function aboutHttp(route: string): Observation<Event, Result> {
  return {
    begin: (event) => ({ route, correlationId: correlationIdOf(event), ...loggablePath(event.pathParameters ?? {}) }),
    end: (result) => (result?.statusCode === undefined ? {} : { status: result.statusCode }),
  };
}

function answerProblems(): MiddlewareObj<Event, Result> {
  return {
    onError: (request) => {
      const problem = toProblem(request.error);
      if (problem.status >= 500) logFailure('could not answer', request.error, { problem: problem.code });
      else logInfo('refused', { problem: problem.code });
      request.response = writeProblem(problem, { correlationId: correlationIdOf(request.event), language: languageOf(request.event) });
    },
  };
}
