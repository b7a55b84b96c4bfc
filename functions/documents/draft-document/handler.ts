import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { openVault } from '#functions/platform/document-vault';
import { drawResults } from '#functions/platform/draw-results';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { httpHandler } from '#functions/platform/http';
import { statementTools } from '#functions/platform/statement-tools';
import { contract } from './contract.ts';
import { draftDocument } from './draft-document.ts';
import { environmentSchema } from './environment.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  ...dossierTools(environment),
  identities: createDynamoSigningIdentityStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE }),
  vault: openVault(environment),
  drawer: drawResults(formTools({ ...environment, bundleFolder: import.meta.dirname }), statementTools(environment)),
};

export const handler = httpHandler(contract, (request) => draftDocument(tools, request));
