import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createRuleScanner } from '#local/guardduty/rule-scanner';

/** In two halves, so that no scanner takes this file for what it describes. */
const EICAR = Buffer.from(['X5O!P%@AP[4', String.fromCodePoint(92), 'PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join(''), 'latin1');
const PDF = Buffer.from('%PDF-1.7 Tờ khai đăng ký khai sinh');
const clean = { status: 'NO_THREATS_FOUND', threats: [] };

const scan = (...pieces: Buffer[]) => createRuleScanner().scan(Readable.from(pieces));

describe('the rules that stand in for a scanner', () => {
  it('say their own name, so that no record takes them for ClamAV', () => {
    expect(createRuleScanner().name).toBe('rules');
  });

  it('find the test file of scanners wherever it stands, also where it is cut by the network at any byte', async () => {
    expect(await scan(EICAR)).toEqual({ status: 'THREATS_FOUND', threats: ['EICAR-Test-File'] });
    for (let cut = 1; cut < EICAR.length; cut += 1) {
      expect((await scan(PDF, EICAR.subarray(0, cut), EICAR.subarray(cut), PDF)).status).toBe('THREATS_FOUND');
    }
    expect((await scan(...[...EICAR].map((byte) => Buffer.from([byte])))).status).toBe('THREATS_FOUND');
  });

  it.each([
    ['Windows program', Buffer.from('MZ\u0090')],
    ['Linux program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2])],
    ['Script', Buffer.from('#!/bin/sh')],
    ['Java class', Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0])],
    ['macOS program', Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 7])],
  ])('take a %s for no paper', async (name, head) => {
    expect(await scan(head, PDF)).toEqual({ status: 'THREATS_FOUND', threats: [name] });
  });

  it('let pass what only speaks of such things, or has them where no program begins', async () => {
    expect(await scan(PDF)).toEqual(clean);
    expect(await scan(PDF, Buffer.from('MZ'), Buffer.from('#!/bin/sh'))).toEqual(clean);
    expect(await scan(EICAR.subarray(0, -1), PDF)).toEqual(clean);
    expect(await scan()).toEqual(clean);
  });
});
