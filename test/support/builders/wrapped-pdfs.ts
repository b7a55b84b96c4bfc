import { aCms } from '#test/support/builders/cms-builders';
import type { Cast, SignatureCase } from '#test/support/builders/signature-cast';
import { aPlainPdf, appended, cmsOf, digestOf, objectWith, placeOfSignature, replaced, signed, withCms } from '#test/support/builders/signed-pdf-builders';

/** Files whose signature was moved, emptied, doubled or taken from elsewhere. */
export const WRAPPED: readonly SignatureCase[] = [
  {
    title: 'no /Contents (universal forgery)',
    make: async ({ original }) => replaced(original, '/Contents <3', '/Kontents <3'),
    outcome: 'invalid',
    faults: ['signature-incomplete'],
    pdfsig: 'invalid',
  },
  {
    title: 'no /ByteRange (universal forgery)',
    make: async ({ original }) => replaced(original, '/ByteRange [', '/BiteRange ['),
    outcome: 'invalid',
    faults: ['signature-incomplete'],
    pdfsig: 'invalid',
  },
  {
    title: 'an empty range',
    make: async ({ original }) => withRange(original, '0 0 0 0'),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a range with a negative number',
    make: async ({ original }) => withRange(original, `0 ${String(placeOfSignature(original).gapStart)} -5 10`),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a range whose parts overlap',
    make: async ({ original }) => withRange(original, `0 ${String(placeOfSignature(original).gapEnd)} ${String(placeOfSignature(original).gapStart)} 10`),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a gap wider than the signature (signature wrapping)',
    make: async (cast) => wrapped(cast),
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'invalid',
  },
  {
    title: 'a signer who left a hole beside his own signature, to fill it later',
    make: async (cast) => {
      const holed = wrapped(cast);
      return withCms(holed, await aCms({ signer: cast.signer, certificates: [cast.authority.issuing], digest: digestOf(holed) }), cast.original);
    },
    outcome: 'invalid',
    faults: ['not-whole-file'],
    pdfsig: 'not-total',
  },
  {
    title: 'the signature of another file',
    make: async ({ original, signer, authority }) => withCms(original, cmsOf(await signed(await aPlainPdf({ text: 'Another document' }), { signer, certificates: [authority.issuing] }))),
    outcome: 'invalid',
    faults: ['bytes-changed'],
    pdfsig: 'invalid',
  },
  {
    title: 'two fields under one name',
    make: async ({ original }) => {
      const form = objectWith(original, '/SigFlags');
      const field = objectWith(original, '(Signature1)');
      return appended(original, { [form.number]: form.body.replace('/Fields [', '/Fields [900 0 R '), 900: field.body });
    },
    outcome: 'invalid',
    faults: ['changed-after-signing', 'signature-ambiguous'],
    pdfsig: 'not-total',
  },
  {
    title: 'the form taken out of the document, and with it the signature',
    make: async ({ original }) => {
      const catalogue = objectWith(original, '/Type /Catalog');
      return appended(original, { [catalogue.number]: catalogue.body.replace(/\/AcroForm \d+ 0 R/, '') });
    },
    outcome: 'invalid',
    faults: ['signature-removed'],
    pdfsig: 'no-signature',
    because: 'pdfsig finds no signature any more and says so; the clerk should know that there was one',
  },
  {
    title: 'cut off in the middle of the signature',
    make: async ({ original }) => original.subarray(0, placeOfSignature(original).gapStart + 500),
    outcome: 'invalid',
    faults: ['signature-removed'],
    pdfsig: 'no-signature',
    because: 'pdfsig finds no signature any more and says so; the clerk should know that there was one',
  },
  {
    title: 'something hidden behind the signature in its own place',
    make: async ({ original }) => withCms(original, Buffer.concat([cmsOf(original), Buffer.from('hidden')])),
    outcome: 'invalid',
    faults: ['signature-unreadable'],
    pdfsig: 'not-total',
  },
];

function withRange(pdf: Buffer, numbers: string): Buffer {
  const at = pdf.lastIndexOf('/ByteRange');
  const close = pdf.indexOf(']', at);
  const room = close - pdf.indexOf('[', at) - 1;
  return Buffer.concat([pdf.subarray(0, pdf.indexOf('[', at) + 1), Buffer.from(numbers.padEnd(room).slice(0, room), 'latin1'), pdf.subarray(close)]);
}

/** The gap reaches beyond the signature, so that the claimed time of signing lies in it too. */
function wrapped({ original }: Cast): Buffer {
  const { gapStart, gapEnd, end } = placeOfSignature(original);
  return withRange(original, `0 ${String(gapStart)} ${String(gapEnd + 20)} ${String(end - gapEnd - 20)}`);
}
