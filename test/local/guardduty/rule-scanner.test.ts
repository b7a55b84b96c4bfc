import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createRuleScanner } from '#local/guardduty/rule-scanner';
import { aPdf, aZip, EICAR, joined } from '#test/support/builders/paper-files';

const verdict = async (bytes: Uint8Array) => (await createRuleScanner().scan(Readable.from([bytes]))).status;
const inZip = (bytes: Uint8Array | string, levels: number): Promise<Uint8Array> =>
  Array.from({ length: levels }).reduce<Promise<Uint8Array>>(async (held) => aZip([{ name: 'inside', bytes: await held }]), Promise.resolve(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes));

describe('the scanner that stands in where there is no ClamAV', () => {
  it('finds nothing in a paper, nor in an archive of papers', async () => {
    expect(await verdict(await aPdf())).toBe('NO_THREATS_FOUND');
    expect(await verdict(await aZip([{ name: 'a.pdf', bytes: await aPdf() }, { name: 'b.pdf', bytes: await aPdf() }]))).toBe('NO_THREATS_FOUND');
  });

  it('finds the test virus in a paper, and in an archive however it is packed, up to five archives deep', async () => {
    expect(await verdict(joined(await aPdf(), EICAR))).toBe('THREATS_FOUND');
    expect(await verdict(await inZip(EICAR, 1))).toBe('THREATS_FOUND');
    expect(await verdict(await inZip(EICAR, 5))).toBe('THREATS_FOUND');
  });

  it('finds a program among papers by its first bytes', async () => {
    expect(await verdict(await aZip([{ name: 'a.pdf', bytes: await aPdf() }, { name: 'b.pdf', bytes: 'MZ and more' }]))).toBe('THREATS_FOUND');
  });

  it('does not say that nothing is there when it has not looked at everything', async () => {
    expect(await verdict(await inZip(EICAR, 6))).toBe('UNSUPPORTED');
    expect(await verdict(await aZip(Array.from({ length: 1001 }, (_each, index) => ({ name: String(index), bytes: 'x' }))))).toBe('UNSUPPORTED');
  });
});
