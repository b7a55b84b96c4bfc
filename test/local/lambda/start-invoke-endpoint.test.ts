import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { InvocationResult } from '#local/lambda/invocation';
import { type LocalInvokeEndpoint, startInvokeEndpoint } from '#local/lambda/start-invoke-endpoint';

const ARN = 'arn:aws:lambda:ap-southeast-1:000000000000:function:InspectPaper';

let endpoint: LocalInvokeEndpoint;
let client: LambdaClient;
let asked: { name: string; payload: string }[];

/** A machine that has one function, which dies of what it cannot read. */
async function invoke(name: string, payload: string): Promise<InvocationResult> {
  asked.push({ name, payload });
  if (name !== ARN && name !== 'InspectPaper') throw new Error(`There is no function ${name}`);
  return payload.includes('"bomb"') ? { payload: '{"errorType":"Runtime.OutOfMemory","errorMessage":"died"}', functionError: 'Unhandled' } : { payload: `{"seen":${payload}}` };
}

beforeEach(async () => {
  asked = [];
  endpoint = await startInvokeEndpoint({ invoke });
  client = new LambdaClient({ endpoint: endpoint.url, region: 'ap-southeast-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

const call = async (FunctionName: string, event?: unknown) => {
  const { StatusCode, FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName, ...(event !== undefined && { Payload: JSON.stringify(event) }) }));
  const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
  return { status: StatusCode, fault: FunctionError, answer };
};

describe('a function that asks another and waits', () => {
  it.each([ARN, 'InspectPaper'])('is answered by its name or its ARN: %s', async (name) => {
    expect(await call(name, { url: 'https://…/giấy tờ' })).toEqual({ status: 200, fault: undefined, answer: { seen: { url: 'https://…/giấy tờ' } } });
    expect(asked).toEqual([{ name, payload: '{"url":"https://…/giấy tờ"}' }]);
  });

  it('that says nothing hands over an empty object', async () => {
    expect(await call(ARN)).toMatchObject({ answer: { seen: {} } });
  });

  it('is told when the other died of what it was given, which is an answer and no fault of the call', async () => {
    expect(await call(ARN, 'bomb')).toMatchObject({ status: 200, fault: 'Unhandled', answer: { errorType: 'Runtime.OutOfMemory' } });
  });

  it('is told when there is no such function', async () => {
    await expect(call('Nobody', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is refused what this machine does not know, instead of being answered as if it had been done', async () => {
    const forgotten = client.send(new InvokeCommand({ FunctionName: ARN, InvocationType: 'Event', Payload: '{}' }));
    await expect(forgotten).rejects.toMatchObject({ name: 'ServiceException' });
    expect((await fetch(`${endpoint.url}/2015-03-31/functions`)).status).toBe(501);
    expect(asked).toEqual([]);
  });
});
