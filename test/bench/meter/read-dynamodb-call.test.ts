import { describe, expect, it } from '@jest/globals';
import { askForCapacity, readDynamodbCall } from '../../../bench/meter/read-dynamodb-call.ts';

const call = (operation: string, body: object, answer: object, status = 200) =>
  readDynamodbCall({ target: `DynamoDB_20120810.${operation}`, body: JSON.stringify(body), status, answerText: JSON.stringify(answer) });

describe('The meter in front of the store', () => {
  it('asks for the capacity of the indexes too and changes nothing else of the request', () => {
    expect(JSON.parse(askForCapacity('{"TableName":"t"}'))).toEqual({ TableName: 't', ReturnConsumedCapacity: 'INDEXES' });
  });

  it('adds up what a transaction consumed in its tables', () => {
    const read = call('TransactWriteItems', { TransactItems: [{}, {}] }, { ConsumedCapacity: [{ CapacityUnits: 4 }, { CapacityUnits: 2 }] });
    expect(read).toMatchObject({ operation: 'TransactWriteItems', writeUnits: 6, readUnits: 0, entries: 2 });
  });

  it('counts a query as reading', () => {
    expect(call('Query', {}, { ConsumedCapacity: { CapacityUnits: 0.5 } })).toMatchObject({ readUnits: 0.5, writeUnits: 0 });
  });

  it('charges a refused write as AWS does, although the refusal tells no capacity', () => {
    expect(call('UpdateItem', {}, { __type: 'ConditionalCheckFailedException' }, 400).writeUnits).toBe(1);
    expect(call('TransactWriteItems', { TransactItems: [{}, {}, {}] }, {}, 400).writeUnits).toBe(6);
    expect(call('GetItem', {}, {}, 400).writeUnits).toBe(0);
  });
});
