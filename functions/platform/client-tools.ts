import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoClientStore } from '#functions/adapters/dynamodb/dynamo-client-store';
import type { ClientTools } from '#functions/platform/change-client';

/** What every function that keeps or shows a registered client works with. */
export function clientTools({ ACCESS_TABLE }: { readonly ACCESS_TABLE: string }): ClientTools {
  return { clients: createDynamoClientStore({ client: new DynamoDBClient({}), tableName: ACCESS_TABLE }), authoriser: createCedarAuthoriser() };
}
