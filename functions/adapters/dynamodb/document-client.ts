import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Speaks plain values; what is `undefined` is simply not there. */
function documentClient(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Which client and which table an adapter works on. */
export interface TableAccess {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** The same with the client wrapped. */
export interface DocumentTable {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

export function documentTable({ client, tableName }: TableAccess): DocumentTable {
  return { client: documentClient(client), tableName };
}
