import { expect, it } from '@jest/globals';
import { tellScanner } from '#local/start/tell-scanner';

it('whoever starts the cell is told by name who scans uploads, and that rules protect nobody', () => {
  expect(tellScanner('clamav')).toMatch(/scanned by ClamAV/);
  expect(tellScanner('rules')).toMatch(/by rules only.*no ClamAV.*real malware is not/s);
});
