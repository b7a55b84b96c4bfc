import { spawnSync } from 'node:child_process';

/** Whether a program is on this machine; a test that wants one it lacks is skipped and says so in its title. */
export function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}
