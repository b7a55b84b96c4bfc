import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoReadingLog } from '#functions/adapters/dynamodb/dynamo-reading-log';
import { createDynamoSigningIdentityStore } from '#functions/adapters/dynamodb/dynamo-signing-identity-store';
import { openSigner } from '#functions/platform/document-signer';
import { readEnvironment } from '#functions/platform/environment';
import { formTools } from '#functions/platform/form-tools';
import { httpHandler } from '#functions/platform/http';
import { keptFiles } from '#functions/platform/kept-files';
import { statementTools } from '#functions/platform/statement-tools';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readSealedForm } from './read-sealed-form.ts';

const environment = { ...readEnvironment(environmentSchema), bundleFolder: import.meta.dirname };
const client = new DynamoDBClient({});
const tools = {
  ...formTools(environment),
  receipts: statementTools(environment),
  identities: createDynamoSigningIdentityStore({ client, tableName: environment.REGISTER_TABLE }),
  readings: createDynamoReadingLog({ client, tableName: environment.DOSSIER_TABLE }),
  ...keptFiles(environment),
  signer: openSigner(environment),
};

export const handler = httpHandler(contract, (request) => readSealedForm(tools, request));
