import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { openSigner } from '#functions/platform/document-signer';
import { openVault } from '#functions/platform/document-vault';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { signDocument } from './sign-document.ts';

const environment = readEnvironment(environmentSchema);
const register = { client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE };
const tools = {
  ...dossierTools(environment),
  identities: createDynamoSigningIdentityStore(register),
  agencies: createDynamoAgencyStore(register),
  vault: openVault(environment),
  signer: openSigner({ ...environment, bundleFolder: import.meta.dirname }),
};

export const handler = httpHandler(contract, (request) => signDocument(tools, request));
