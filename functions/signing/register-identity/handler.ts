import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createX509CertificateReader } from '#functions/adapters/certificates/x509-certificate-reader';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { createKmsSigningKeyReader } from '#functions/adapters/kms/kms-signing-key-reader';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { registerIdentity } from './register-identity.ts';

const register = { client: new DynamoDBClient({}), tableName: readEnvironment(environmentSchema).REGISTER_TABLE };
const tools = {
  identities: createDynamoSigningIdentityStore(register),
  agencies: createDynamoAgencyStore(register),
  keys: createKmsSigningKeyReader(new KMSClient({})),
  certificates: createX509CertificateReader(),
  authoriser: createCedarAuthoriser(),
};

export const handler = httpHandler(contract, (request) => registerIdentity(tools, request));
