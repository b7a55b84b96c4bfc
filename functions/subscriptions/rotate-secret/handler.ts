import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoSubscriptionStore } from '#functions/adapters/dynamodb/dynamo-subscription-store';
import { createKmsSecretBox } from '#functions/adapters/kms/kms-secret-box';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { rotateSecret } from './rotate-secret.ts';

const environment = readEnvironment(environmentSchema);
const secrets = createKmsSecretBox({ client: new KMSClient({}), keyId: environment.SECRET_KEY_ID });
const tools = {
  subscriptions: createDynamoSubscriptionStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  authoriser: createCedarAuthoriser(),
  secrets,
};

export const handler = httpHandler(contract, (request) => rotateSecret(tools, request));
