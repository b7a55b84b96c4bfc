import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { InspectionOrder } from '#domain/documents/paper-inspector';
import { createLambdaPaperInspector } from '#functions/adapters/lambda/lambda-paper-inspector';
import { limitsOf } from '#domain/procedures/paper-limits';
import { failedInvocation, type InvocationResult } from '#local/lambda/invocation';
import { startInvokeEndpoint, type LocalInvokeEndpoint } from '#local/lambda/start-invoke-endpoint';

const sha256 = 'a'.repeat(64);
const order: InspectionOrder = { url: 'http://127.0.0.1:9/paper', sizeBytes: 4, sha256, contentType: 'application/pdf', allowedTypes: ['application/pdf'], limits: limitsOf(undefined) };
const good: InvocationResult = { payload: JSON.stringify({ sha256, sizeBytes: 4, foundType: 'application/pdf', pages: 1, reasons: [] }) };
const timedOut = failedInvocation('Sandbox.Timedout', 'RequestId: 1 Error: Task timed out after 60.00 seconds');
const slowStart = failedInvocation('Sandbox.Timedout', 'Error: Init timed out after 10.00 seconds');
const outOfMemory = failedInvocation('Runtime.ExitError', 'RequestId: 1 Error: Runtime exited with error: signal: killed');
const outOfReach = failedInvocation('TypeError', 'fetch failed');

let endpoint: LocalInvokeEndpoint | undefined;
afterEach(async () => endpoint?.stop());

/** Asks once, of a locked room that answers so, one answer after the other. */
async function asked(...answers: readonly InvocationResult[]) {
  const waiting = [...answers];
  endpoint = await startInvokeEndpoint({ invoke: () => Promise.resolve(waiting.shift() ?? failedInvocation('Error', 'asked once more than expected')) });
  const client = new LambdaClient({ endpoint: endpoint.url, region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' }, maxAttempts: 1 });
  const found = await createLambdaPaperInspector({ client, functionName: 'inspect-paper' }).inspect(order);
  return { found, left: waiting.length };
}

describe('Papers are looked into by a function that may do nothing', () => {
  it('tells what was found, asked once', async () => {
    expect(await asked(good, good)).toMatchObject({ found: { pages: 1, reasons: [] }, left: 1 });
  });

  it.each([
    ['out of time', timedOut],
    ['out of memory', outOfMemory],
  ])('blames a paper only when it ran %s twice', async (_what, death) => {
    expect(await asked(death, good)).toMatchObject({ found: { reasons: [] } });
    await endpoint?.stop();
    expect(await asked(death, death)).toMatchObject({ found: 'failed', left: 0 });
  });

  it.each([
    ['the paper was out of reach', outOfReach],
    ['the function did not start in time', slowStart],
  ])('blames no paper when %s: the verdict is asked for again', async (_what, ours) => {
    await expect(asked(ours)).rejects.toThrow('The look into a paper failed');
  });
});
