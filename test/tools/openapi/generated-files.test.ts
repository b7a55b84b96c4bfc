import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { unannouncedChanges } from '#tools/openapi/breaking-changes';
import { describeApi, describeClient, DOCUMENT_PATH, type GeneratedFile, RELEASED_PATH } from '#tools/openapi/generated-files';

const MEND = 'run npm run openapi';

/** Says what to do instead of showing half a megabyte of difference. */
function stateOf({ path, text }: GeneratedFile): string {
  return `${path} ${readFileSync(path, 'utf8') === text ? 'is up to date' : `is not what the sources say: ${MEND}`}`;
}

test('the committed description, catalogue and client are what the contracts say', async () => {
  const [document, problems] = await describeApi();
  expect([document, problems, describeClient(document)].map(stateOf)).toEqual([
    'docs/openapi.json is up to date',
    'docs/problems.json is up to date',
    'clients/typescript/src/api.ts is up to date',
  ]);
});

test('nothing that was released breaks without a new major version', () => {
  const [released, now] = [RELEASED_PATH, DOCUMENT_PATH].map((path): unknown => JSON.parse(readFileSync(path, 'utf8')));
  expect(unannouncedChanges(released, now)).toEqual([]);
});
