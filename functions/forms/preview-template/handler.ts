import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { openRenderer } from '#functions/platform/document-renderer';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { previewTemplate } from './preview-template.ts';

const environment = readEnvironment(environmentSchema);
const tools = {
  procedures: createDynamoProcedureStore({ client: new DynamoDBClient({}), tableName: environment.REGISTER_TABLE, now: systemClock }),
  authoriser: createCedarAuthoriser(),
  renderer: openRenderer(import.meta.dirname),
};

export const handler = httpHandler(contract, (request) => previewTemplate(tools, request));
