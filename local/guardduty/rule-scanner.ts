import { buffer } from 'node:stream/consumers';
import { lookIntoArchive } from './look-into-archive.ts';
import type { MalwareScanner } from './malware-scanner.ts';

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
 * What stands in where no ClamAV is installed: it knows the test file of the makers of scanners, wherever it stands in the bytes
 * or in an archive, and programs by their kind. It protects nobody from real malware, and says its name in every record.
 */
export function createRuleScanner(): MalwareScanner {
  return {
    name: 'rules',
    scan: async (bytes) => {
      const whole = await buffer(bytes);
      const threat = threatIn(whole);
      const inside = await lookIntoArchive(whole, threatIn);
      const threats = [...(threat === undefined ? [] : [threat]), ...inside.threats];
      if (threats.length > 0) return { status: 'THREATS_FOUND', threats };
      return { status: inside.isWhole ? 'NO_THREATS_FOUND' : 'UNSUPPORTED', threats: [] };
    },
  };
}

function threatIn(bytes: Buffer): string | undefined {
  const program = PROGRAMS.find(([, head]) => bytes.subarray(0, head.length).equals(head))?.[0];
  return program ?? (bytes.includes(EICAR) ? 'EICAR-Test-File' : undefined);
}
