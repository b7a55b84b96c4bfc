import { openVault } from '#functions/platform/document-vault';
import { dossierTools } from '#functions/platform/dossier-tools';
import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { openVerifier } from '#functions/platform/signature-verifier';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { readDocumentSignatures } from './read-document-signatures.ts';

const environment = readEnvironment(environmentSchema);
const tools = { ...dossierTools(environment), vault: openVault(environment), verifier: openVerifier(environment) };

export const handler = httpHandler(contract, (request) => readDocumentSignatures(tools, request));
