import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from '@jest/globals';
import { findClamScanner } from '#local/guardduty/clam-scanner';
import { isInstalled } from '#test/support/is-installed';

const folder = mkdtempSync(join(tmpdir(), 'clam-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that answers as clamscan does: `--version`, then one line for the file, which is its last argument. */
function clamscan(name: string, judgement: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nif [ "$1" = --version ]; then echo "ClamAV 1.4.3/27500"; exit 0; fi\nfor file; do :; done\n${judgement}\n`);
  chmodSync(path, 0o755);
  return path;
}

const found = async (program: string) => {
  const scanner = await findClamScanner({ clamdscan: join(folder, 'none'), clamscan: program });
  if (scanner === undefined) throw new Error('ClamAV was not found');
  return scanner;
};
const JUDGE = 'if grep -q virus "$file"; then echo "$file: Test.Signature FOUND"; exit 1; fi; echo "$file: OK"; exit 0';

describe('ClamAV where it is installed', () => {
  it('is given the bytes as they came, and says by what name it knows them', async () => {
    const scanner = await found(clamscan('judge', JUDGE));
    expect(scanner.name).toBe('clamav');
    expect(await scanner.scan(Readable.from([Buffer.from('a vi'), Buffer.from('rus')]))).toEqual({ status: 'THREATS_FOUND', threats: ['Test.Signature'] });
    expect(await scanner.scan(Readable.from([Buffer.from('%PDF-1.7')]))).toMatchObject({ status: 'NO_THREATS_FOUND', threats: [] });
  });

  it('that cannot tell passes nobody', async () => {
    const scanner = await found(clamscan('broken', 'echo "LibClamAV Error: cl_load(): No such file or directory" >&2; exit 2'));
    await expect(scanner.scan(Readable.from([Buffer.from('%PDF-1.7')]))).rejects.toThrow();
  });

  it('is not taken to be there where neither of its programs is', async () => {
    const none = join(folder, 'none');
    expect(await findClamScanner({ clamdscan: none, clamscan: none })).toBeUndefined();
  });

  it('is not taken to be there where a program of its name is another one', async () => {
    const other = join(folder, 'other');
    writeFileSync(other, '#!/bin/sh\necho something else');
    chmodSync(other, 0o755);
    expect(await findClamScanner({ clamdscan: other, clamscan: other })).toBeUndefined();
  });

  const hasClam = isInstalled('clamscan') || isInstalled('clamdscan');
  (hasClam ? it : it.skip)(
    'itself finds the test file of scanners (skipped, not installed: clamscan)',
    async () => {
      const scanner = await findClamScanner();
      const eicar = ['X5O!P%@AP[4', String.fromCodePoint(92), 'PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join('');
      expect(await scanner?.scan(Readable.from([Buffer.from(eicar, 'latin1')]))).toMatchObject({ status: 'THREATS_FOUND' });
    },
    120_000,
  );
});
