import * as z from 'zod';

const TRANSIENT_NAMES: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
  'InternalServerError',
  'InternalServerException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
  'TransactionInProgressException',
  'IssuerUnavailable',
]);

const TRANSIENT_CODES: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN']);

const sdkFault = z.object({
  name: z.string(),
  code: z.string().optional().catch(undefined),
  $retryable: z.unknown().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});

/** True when an AWS service throttled, timed out or failed on its side: the same call may be made again. */
export function isTransientFault(error: unknown): boolean {
  const read = sdkFault.safeParse(error);
  if (!read.success) return false;
  const { name, code, $retryable, $metadata } = read.data;
  const status = $metadata?.httpStatusCode ?? 0;
  return TRANSIENT_NAMES.has(name) || TRANSIENT_CODES.has(code ?? '') || ($retryable !== undefined && $retryable !== null) || status === 429 || status >= 500;
}
