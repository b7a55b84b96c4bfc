import type { MalwareScanner, ScanVerdict } from './malware-scanner.ts';

/** Put together here, so that no scanner takes this file for what it describes. */
const EICAR = Buffer.from(['X5O!P%@AP[4', String.fromCodePoint(92), 'PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join(''), 'latin1');

/** Programs by their first bytes; a program is no paper. */
const PROGRAMS: readonly (readonly [name: string, head: Buffer])[] = [
  ['Windows program', Buffer.from('MZ', 'latin1')],
  ['Linux program', Buffer.from([0x7f, 0x45, 0x4c, 0x46])],
  ['Script', Buffer.from('#!', 'latin1')],
  ['Java class', Buffer.from([0xca, 0xfe, 0xba, 0xbe])],
  ['macOS program', Buffer.from([0xcf, 0xfa, 0xed, 0xfe])],
];

/**
 * What stands in where no ClamAV is installed: it knows the test file of the makers of scanners, wherever it stands in the bytes,
 * and programs by their kind. It protects nobody from real malware, and says its name in every record.
 */
export function createRuleScanner(): MalwareScanner {
  return {
    name: 'rules',
    scan: async (bytes) => {
      let held = Buffer.alloc(0);
      let isHead = true;
      for await (const piece of bytes) {
        if (!Buffer.isBuffer(piece)) continue;
        held = Buffer.concat([held, piece]);
        const program = isHead ? PROGRAMS.find(([, head]) => held.subarray(0, head.length).equals(head))?.[0] : undefined;
        if (program !== undefined) return found(program);
        if (held.includes(EICAR)) return found('EICAR-Test-File');
        isHead = false;
        held = held.subarray(-(EICAR.length - 1));
      }
      return { status: 'NO_THREATS_FOUND', threats: [] };
    },
  };
}

function found(threat: string): ScanVerdict {
  return { status: 'THREATS_FOUND', threats: [threat] };
}
