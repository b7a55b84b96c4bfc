import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fillTemplate } from '#domain/documents/fill-template';
import { documentTemplate } from '#domain/documents/template';

function templateOf(blocks: readonly unknown[]) {
  return documentTemplate.parse({ id: 'try', version: 1, from: '2025-07-01', name: { vi: 'Thử', en: 'Try' }, shows: 'receipt', cites: 'none', confidence: 'unverified', page: { size: 'A4', marginMillimetres: 20, fontPoints: 13 }, blocks });
}

describe('a filled template', () => {
  it('leaves out what is not there only where the template says so', () => {
    const template = templateOf([{ kind: 'field', label: 'Điện thoại', value: '{phone}', onlyWith: 'phone' }, { kind: 'text', text: 'x' }]);
    expect(fillTemplate(template, { language: 'vi', data: {} }).blocks).toHaveLength(1);
    expect(fillTemplate(template, { language: 'vi', data: { phone: '' } }).blocks).toHaveLength(1);
    expect(fillTemplate(template, { language: 'vi', data: { phone: '0901' } }).blocks).toHaveLength(2);
  });

  it('takes words in braces that a person typed for what they are', () => {
    const { blocks } = fillTemplate(templateOf([{ kind: 'text', text: '{name}' }]), { language: 'vi', data: { name: '{secret} $& {name}', secret: 'no' } });
    expect(blocks).toMatchObject([{ text: '{secret} $& {name}' }]);
  });

  it('writes every text in composed letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const [block] = fillTemplate(templateOf([{ kind: 'text', text: '{name}' }]), { language: 'vi', data: { name: name.normalize('NFD') } }).blocks;
        expect(block).toMatchObject({ text: name.normalize('NFC') });
      }),
    );
  });

  it('numbers the lines of a table from one', () => {
    const { blocks } = fillTemplate(templateOf([{ kind: 'table', of: 'papers', whenEmpty: '-', columns: [{ header: 'STT', value: '{index}', width: 1 }, { header: 'Tên', value: '{name}', width: 4 }, { header: 'Ký', width: 1 }] }]), {
      language: 'vi',
      data: { papers: [{ name: 'A' }, { name: 'B' }] },
    });
    expect(blocks).toMatchObject([{ rows: [['1', 'A', ''], ['2', 'B', '']] }]);
  });
});
