import { readEnvironment } from '#functions/platform/environment';
import { httpHandler } from '#functions/platform/http';
import { openVerifier } from '#functions/platform/signature-verifier';
import { contract } from './contract.ts';
import { environmentSchema } from './environment.ts';
import { reportSignatures } from './report-signatures.ts';

const verifier = openVerifier(readEnvironment(environmentSchema));

export const handler = httpHandler(contract, (request) => reportSignatures({ verifier }, request));
