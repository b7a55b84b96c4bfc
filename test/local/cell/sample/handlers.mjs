// Functions of the small app in `sample-app.ts`, bundled with the SDK as the real ones are.
import { DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SFNClient, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

const { TABLE, QUEUE_URL, MACHINE_ARN } = process.env;
const dynamodb = new DynamoDBClient({});
const key = (id) => ({ pk: { S: `NOTE#${id}` }, sk: { S: 'A#META' } });

async function read(id) {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: key(id), ConsistentRead: true }));
  return Item;
}

export async function writeNote(event) {
  const { id } = JSON.parse(event.body);
  const trusts = { S: process.env.OIDC_ISSUER ?? 'nobody' };
  await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: { ...key(id), itemType: { S: 'EVENT' }, trusts, writtenAt: { S: new Date().toISOString() } } }));
  return { statusCode: 201, body: JSON.stringify({ id }) };
}

export async function readNote(event) {
  const item = await read(event.pathParameters.id);
  if (item === undefined) return { statusCode: 404 };
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(item) };
}

export async function signalNote(event) {
  const { wait } = await read(event.pathParameters.id);
  await new SFNClient({}).send(new SendTaskSuccessCommand({ taskToken: wait.M.token.S, output: '{"word":"signalled"}' }));
  return { statusCode: 204 };
}

export async function relay(event) {
  for (const { dynamodb: change } of event.Records) {
    const id = change.Keys.pk.S.slice('NOTE#'.length);
    await new SFNClient({}).send(new StartExecutionCommand({ stateMachineArn: MACHINE_ARN, name: `note-${id}`, input: JSON.stringify({ id }) }));
    await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: QUEUE_URL, MessageBody: JSON.stringify({ id }) }));
  }
  return { batchItemFailures: [] };
}

export async function deliver(event) {
  for (const { body } of event.Records) {
    const update = { UpdateExpression: 'SET delivered = :yes', ExpressionAttributeValues: { ':yes': { BOOL: true } } };
    await dynamodb.send(new UpdateItemCommand({ TableName: TABLE, Key: key(JSON.parse(body).id), ...update }));
  }
  return { batchItemFailures: [] };
}

export async function decide(event) {
  return { word: 'wait', id: event.id };
}

export async function tick() {
  await dynamodb.send(new PutItemCommand({ TableName: TABLE, Item: { ...key('tick'), at: { S: new Date().toISOString() } } }));
}
