import { readAsset } from '#functions/platform/asset';
import { httpHandler } from '#functions/platform/http';
import { problemPages } from '#functions/platform/problem-pages';
import { contract } from './contract.ts';
import { readProblems } from './read-problems.ts';

const pages = problemPages.parse(JSON.parse(readAsset(import.meta.dirname, 'problems.json').toString('utf8')));

export const handler = httpHandler(contract, (request, call) => readProblems(pages, { ...request, ...call }));
