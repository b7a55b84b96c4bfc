import { readAsset } from '#functions/platform/asset';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { readOpenapi, serveDocument } from './read-openapi.ts';

const document = serveDocument(readAsset(import.meta.dirname, 'openapi.json'));

export const handler = httpHandler(contract, (_, call) => readOpenapi(document, call));
