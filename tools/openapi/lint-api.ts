// npm run lint:api    holds docs/openapi.json against the rules of tools/openapi/rulesets and against what was released
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { unannouncedChanges } from '#tools/openapi/breaking-changes';
import { DOCUMENT_PATH, pathInRepository, RELEASED_PATH } from '#tools/openapi/generated-files';
import { lintDocument } from '#tools/openapi/lint-document';

const read = (path: string) => z.looseObject({}).parse(JSON.parse(readFileSync(pathInRepository(path), 'utf8')));

const document = read(DOCUMENT_PATH);
const findings = (await lintDocument(document)).map(({ rule, where, message }) => `${rule} at ${where}: ${message}`);
const broken = unannouncedChanges(read(RELEASED_PATH), document).map((change) => `breaks callers of the released version: ${change}`);
for (const line of [...findings, ...broken]) console.error(line);
if (broken.length > 0) console.error('A change that breaks callers needs a new major version (functions/platform/api-version.ts), or has to be made in another way.');
console.log(`${DOCUMENT_PATH}: ${String(findings.length)} findings of the rulesets, ${String(broken.length)} breaking changes`);
process.exitCode = findings.length + broken.length === 0 ? 0 : 1;
