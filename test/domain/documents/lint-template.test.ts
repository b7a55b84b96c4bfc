import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { lintTemplate } from '#domain/documents/lint-template';
import { offeredValues } from '#domain/documents/offered-values';
import { documentTemplate } from '#domain/documents/template';

const offered = offeredValues(z.object({ code: z.string(), applicant: z.object({ fullName: z.string(), phone: z.string().optional() }), contact: z.object({ name: z.string(), phone: z.string().optional() }).optional(), papers: z.array(z.object({ name: z.string() })), reasons: z.array(z.string()) }));

function findings(blocks: readonly unknown[], rest: object = {}) {
  const template = documentTemplate.parse({ id: 'try', version: 1, from: '2025-07-01', name: { vi: 'Thử', en: 'Try' }, shows: 'receipt', cites: 'none', confidence: 'unverified', page: { size: 'A4', marginMillimetres: 20, fontPoints: 13 }, blocks, ...rest });
  return lintTemplate(template, offered).map(({ pointer, code, name }) => `${pointer} ${code} ${name}`);
}
const text = (words: string, onlyWith?: string) => ({ kind: 'text', text: words, ...(onlyWith === undefined ? {} : { onlyWith }) });

describe('the check of a template', () => {
  it('passes one that says only what the data offers', () => {
    expect(findings([text('{code} {applicant.fullName}'), text('{applicant.phone}', 'applicant.phone'), text('{contact.name}', 'contact'), { kind: 'list', of: 'reasons', item: '{index}. {text}' }])).toEqual([]);
  });

  it('names a value nobody offers, in either language, in the footer and in a guard', () => {
    expect(findings([{ kind: 'text', text: { vi: '{code}', en: '{codes}' } }, text('x', 'nothing')], { footer: '{foot}' })).toEqual(
      expect.arrayContaining(['/blocks/0 unknown-value codes', '/blocks/1 unknown-value nothing', '/footer unknown-value foot']),
    );
  });

  it('names a value that may be missing and that no guard leaves out', () => {
    expect(findings([text('{applicant.phone}'), text('{contact.name}', 'applicant.phone'), text('{contact.phone}', 'contact')])).toEqual([
      '/blocks/0 may-be-missing applicant.phone',
      '/blocks/1 may-be-missing contact.name',
      '/blocks/2 may-be-missing contact.phone',
    ]);
  });

  it('looks into the lines of a list, and refuses a list that is none', () => {
    expect(findings([{ kind: 'list', of: 'papers', item: '{name} {code}' }, { kind: 'list', of: 'code', item: 'x' }])).toEqual(expect.arrayContaining(['/blocks/0 unknown-value code', '/blocks/1 no-list code']));
  });

  it('lets a template show what it asks the officer, and wants it shown', () => {
    const ask = { name: 'childName', label: { vi: 'Họ tên', en: 'Name' }, kind: 'text', required: true, sample: 'An' };
    expect(findings([text('{given.childName}')], { asks: [ask] })).toEqual([]);
    expect(findings([text('x')], { asks: [ask] })).toEqual(['/asks answer-not-shown childName']);
  });
});
