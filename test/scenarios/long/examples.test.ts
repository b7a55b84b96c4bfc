import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkedFetch } from '#test/support/scenario/checked-fetch';
import { PREPARATIONS, publishWithoutPapers } from '#test/support/scenario/example-preparations';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';
import { collectOperations } from '#tools/openapi/collect-operations';
import type { Operation } from '#tools/openapi/operation';

const operations = await collectOperations();

describe('The example of every operation, sent as the description shows it', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await startScenario({ hasSigners: true });
    await publishWithoutPapers(scenario);
  }, 120_000);
  afterAll(() => scenario.stop());

  const send = async ({ id, method, path, contract }: Operation) => {
    const prepare = PREPARATIONS[id];
    if (prepare === undefined) throw new Error(`Nobody has said how to prepare the example of ${id}; add it to test/support/scenario/example-preparations.ts.`);
    const { who, inPlaceOf = {} } = await prepare(scenario);
    const here = (text: string) => Object.entries(inPlaceOf).reduce((at, [written, real]) => (at === written ? real : written.length === 1 ? at : at.replaceAll(written, real)), text);
    const { path: names = {}, query = {}, body } = contract.example;
    const address = Object.entries(names).reduce((at, [name, value]) => at.replace(`{${name}}`, here(value)), path);
    const parameters = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, here(value)])).toString();
    const text = body === undefined ? undefined : here(JSON.stringify(body));
    const isForm = contract.bodyFormat === 'form';
    return checkedFetch(`${scenario.cell.apiUrl}/v1${address}${parameters === '' ? '' : `?${parameters}`}`, {
      method: method.toUpperCase(),
      headers: {
        ...(who === undefined ? {} : { authorization: `Bearer ${await scenario.tokenFor(who)}` }),
        ...(contract.idempotent ? { 'idempotency-key': randomUUID() } : {}),
        ...(text === undefined ? {} : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
      },
      ...(text === undefined ? {} : { body: isForm ? new URLSearchParams(Object(JSON.parse(text))).toString() : text }),
    });
  };

  it.each(operations.map((operation): [string, Operation] => [operation.id, operation]))('%s succeeds, and is answered as described', async (_, operation) => {
    const answer = await send(operation);
    expect({ status: answer.status, refusal: answer.ok ? undefined : await answer.json() }).toEqual({ status: answer.status, refusal: undefined });
    expect(Object.keys(operation.contract.answers)).toContain(String(answer.status));
  });

  it('is prepared for operations that exist, and for no others', () => {
    expect(Object.keys(PREPARATIONS).filter((id) => !operations.some((operation) => operation.id === id))).toEqual([]);
  });
});
