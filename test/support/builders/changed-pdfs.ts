import type { SignatureCase } from '#test/support/builders/signature-cast';
import { appended, objectWith, replaced } from '#test/support/builders/signed-pdf-builders';

/** Files that were changed after they were signed. */
export const CHANGED: readonly SignatureCase[] = [
  {
    title: 'a word replaced in what was signed',
    make: async ({ original }) => replaced(original, '/Reason (Phe duyet)', '/Reason (Tu  choi )'),
    outcome: 'invalid',
    faults: ['bytes-changed'],
    pdfsig: 'invalid',
  },
  {
    title: 'a page drawn anew by an incremental update',
    make: async ({ original }) => {
      const page = objectWith(original, '/Type /Page\n');
      return appended(original, { [page.number]: page.body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'), 900: '<< /Length 3 >>\nstream\nq Q\nendstream' });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an annotation laid over the page',
    make: async ({ original }) => {
      const page = objectWith(original, '/Type /Page\n');
      const annots = /\/Annots (\d+) 0 R/.exec(page.body)?.[1];
      const stamp = '<< /Type /Annot /Subtype /FreeText /Rect [50 50 300 300] /Contents (Huy bo) /DA (/Helv 12 Tf) >>';
      return annots === undefined
        ? appended(original, { [page.number]: page.body.replace('/Annots [', '/Annots [900 0 R '), 900: stamp })
        : appended(original, { [annots]: '[900 0 R]', 900: stamp });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'a form value changed after signing',
    make: async ({ original }) => {
      const field = objectWith(original, '(amount)');
      return appended(original, { [field.number]: field.body.replace('(1000000)', '(9000000)') });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an action put into the catalogue',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(original, { [catalogue.number]: catalogue.body.replace('<<', '<< /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>') });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'another catalogue put in the place of the first, with the signature still in it (hide and replace)',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(
        original,
        { 900: catalogue.body.replace(/\/Pages \d+ 0 R/, '/Pages 901 0 R'), 901: '<< /Type /Pages /Kids [902 0 R] /Count 1 >>', 902: '<< /Type /Page /Parent 901 0 R /MediaBox [0 0 595 842] >>' },
        { root: 900 },
      );
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'an empty signature field with a picture, laid over the page',
    make: async ({ original }) => {
      const form = objectWith(original, '/SigFlags');
      return appended(original, {
        [form.number]: form.body.replace('/Fields [', '/Fields [900 0 R '),
        900: '<< /FT /Sig /T (Cover) /Type /Annot /Subtype /Widget /Rect [0 0 595 842] /AP << /N 901 0 R >> >>',
        901: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 3 >>\nstream\nq Q\nendstream',
      });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'objects behind the signed part that no table leads to, for programs that repair',
    make: async ({ original }) => {
      const hidden = `${String(objectWith(original, 'stream').number)} 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n`;
      const before = Buffer.concat([original, Buffer.from(hidden, 'latin1'), original.subarray(original.lastIndexOf('startxref'))]);
      return appended(before, { 900: 'null' });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing'],
    pdfsig: 'not-total',
  },
  {
    title: 'bytes appended behind the end',
    make: async ({ original }) => Buffer.concat([original, Buffer.from('PK\u0003\u0004 hidden archive')]),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'not-total',
  },
];
