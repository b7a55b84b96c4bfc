/** Which scanner looks at uploads here, and what that is worth. */
export function tellScanner(name: string): string {
  return name === 'clamav'
    ? 'Uploads are scanned by ClamAV, as every record of a check says (clamav).'
    : `Uploads are looked at by ${name} only: no ClamAV is installed here. The test file of scanners and programs are refused, real malware is not; every record of a check says ${name}.`;
}
