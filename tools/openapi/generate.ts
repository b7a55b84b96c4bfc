// npm run openapi                 writes the description of the API, the catalogue of problems and the client's types
// npm run openapi -- --release    also makes this description the one that later changes must not break
import { copyFileSync, writeFileSync } from 'node:fs';
import { describeApi, describeClient, DOCUMENT_PATH, pathInRepository, RELEASED_PATH } from '#tools/openapi/generated-files';

const [document, problems] = await describeApi();
for (const { path, text } of [document, problems, describeClient(document)]) {
  writeFileSync(pathInRepository(path), text);
  console.log(`Written: ${path} (${String(Math.round(text.length / 1024))} KB)`);
}
if (process.argv.includes('--release')) {
  copyFileSync(pathInRepository(DOCUMENT_PATH), pathInRepository(RELEASED_PATH));
  console.log(`Released: ${RELEASED_PATH} now says what callers may rely on`);
}
