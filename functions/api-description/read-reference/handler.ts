import { readAsset } from '#functions/platform/asset';
import { httpHandler } from '#functions/platform/http';
import { contract } from './contract.ts';
import { readReference, serveFiles } from './read-reference.ts';

const files = serveFiles(['swagger-ui.css', 'swagger-ui-bundle.js', 'start-reference.js'], (name) => readAsset(import.meta.dirname, name));

export const handler = httpHandler(contract, (request) => readReference(files, request));
