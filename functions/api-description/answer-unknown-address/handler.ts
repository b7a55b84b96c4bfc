import { readAsset } from '#functions/platform/asset';
import { httpHandler } from '#functions/platform/http';
import { answerUnknownAddress, knownAddresses } from './answer-unknown-address.ts';
import { contract } from './contract.ts';

const known = knownAddresses(JSON.parse(readAsset(import.meta.dirname, 'openapi.json').toString('utf8')));

export const handler = httpHandler(contract, (_, call) => answerUnknownAddress(known, call));
