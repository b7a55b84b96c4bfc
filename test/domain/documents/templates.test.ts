import { describe, expect, it, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offersOf } from '#domain/documents/forms/offers';
import { lintTemplate } from '#domain/documents/lint-template';
import { documentTemplate } from '#domain/documents/template';
import { documentTemplates } from '#domain/documents/templates';

const FOLDER = 'domain/documents/templates';
const files = readdirSync(FOLDER).flatMap((id) => readdirSync(join(FOLDER, id)).map((file) => ({ id, file })));

describe('the shipped templates', () => {
  test.each(documentTemplates)('$id shows only what its data offers', (template) => {
    expect(lintTemplate(template, offersOf(template.shows))).toEqual([]);
  });

  test.each(files)('$id/$file is known under its own name and version', ({ id, file }) => {
    const template = documentTemplate.parse(JSON.parse(readFileSync(join(FOLDER, id, file), 'utf8')));
    expect(`${template.id}/v${String(template.version)}.json`).toBe(`${id}/${file}`);
    expect(documentTemplates).toContainEqual(template);
  });

  it('are spelt in composed letters', () => {
    for (const { id, file } of files) {
      const text = readFileSync(join(FOLDER, id, file), 'utf8');
      expect(text).toBe(text.normalize('NFC'));
    }
  });
});
