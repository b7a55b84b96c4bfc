import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { reportError } from '#functions/platform/error-report';
import { LOGGABLE_KEYS, type Loggable } from '#functions/platform/loggable';

/** Lets through the allowed keys only, so that a careless call cannot put personal data in a log. */
export class AllowListFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const allowed = Object.entries(additional).filter(([key]) => LOGGABLE_KEYS.has(key));
    return new LogItem({
      attributes: {
        level: attributes.logLevel,
        message: attributes.message,
        timestamp: attributes.timestamp.toISOString(),
        service: attributes.serviceName,
        requestId: attributes.lambdaContext?.awsRequestId,
        traceId: attributes.xRayTraceId,
        ...Object.fromEntries(allowed),
        ...(additional['error'] instanceof Error ? reportError(additional['error']) : {}),
      },
    });
  }
}

const logger = new Logger({ logFormatter: new AllowListFormatter() });

/** Says something in passing; the message is a fixed sentence, what varies goes into `about`. */
export function logInfo(message: string, about: Loggable = {}): void {
  logger.info(message, { ...about });
}

export function logWarning(message: string, about: Loggable = {}): void {
  logger.warn(message, { ...about });
}

/** Logs a failure with its name and frames; its message only where that cannot quote anybody's data. */
export function logFailure(message: string, error: unknown, about: Loggable = {}): void {
  logger.error(message, { ...about, error: error instanceof Error ? error : new Error('something other than an Error was thrown') });
}

/** Keys every later line of this invocation carries; the platform clears them when an invocation starts. */
export function logAbout(about: Loggable): void {
  logger.appendKeys({ ...about });
}

/** Begins an invocation's lines with nothing of the one before. */
export function startLog(about: Loggable): void {
  logger.resetKeys();
  logger.appendKeys({ ...about });
  logger.info('started');
}
