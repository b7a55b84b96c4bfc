import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from '@jest/globals';

const tool = fileURLToPath(new URL('../../tools/with-setup.mjs', import.meta.url));
let folder: string;
let tools: string;

// Stands in for npm: notes each call, and leaves what npm leaves.
const npm = `#!/bin/sh
echo "$@" >> npm-calls
test -e fail && exit 7
mkdir -p node_modules && touch node_modules/.package-lock.json
`;
const scripts = {
  tell: "node -e 'console.log(JSON.stringify(process.argv.slice(1)))'",
  leave: "node -e 'process.exit(3)'",
  count: 'node count-signals.mjs',
};
const countSignals = `
let count = 0;
process.on('SIGINT', () => {
  count += 1;
  setTimeout(() => { console.log('signals ' + count); process.exit(5); }, 300);
});
setInterval(() => {}, 1000);
console.log('ready');
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'with-setup-'));
  tools = join(folder, 'tools');
  mkdirSync(tools);
  writeFileSync(join(tools, 'npm'), npm);
  chmodSync(join(tools, 'npm'), 0o755);
  symlinkSync(process.execPath, join(tools, 'node'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
  writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
  writeFileSync(join(folder, 'count-signals.mjs'), countSignals);
});

const settings = () => ({ cwd: folder, env: { PATH: [tools, '/usr/bin', '/bin'].join(delimiter) } });
const run = (...words: string[]) => spawnSync(process.execPath, [tool, ...words], { ...settings(), encoding: 'utf8' });
const npmCalls = () => (existsSync(join(folder, 'npm-calls')) ? readFileSync(join(folder, 'npm-calls'), 'utf8').trim().split('\n') : []);

describe('a command with its setup', () => {
  it('installs once, says why in one line, then runs the script', () => {
    const first = run('tell');
    expect(first.stderr).toBe('Installing packages, because nothing is installed yet …\n');
    expect(first.stdout).toBe('[]\n');
    expect(run('tell').stderr).toBe('');
    expect(npmCalls()).toEqual(['ci']);
  });

  it('installs again when the lock file has changed', () => {
    run('tell');
    writeFileSync(join(folder, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(folder, 'package-lock.json'), later, later);
    expect(run('tell').stderr).toContain('package-lock.json has changed');
    expect(npmCalls()).toEqual(['ci', 'ci']);
  });

  it('does not install over what somebody installed by hand', () => {
    const earlier = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'package-lock.json'), earlier, earlier);
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{}');
    expect(run('tell').stdout).toBe('[]\n');
    expect(npmCalls()).toEqual([]);
  });

  it('stops with npm’s exit code when the installation fails, and tries again next time', () => {
    writeFileSync(join(folder, 'fail'), '');
    const { status, stderr, stdout } = run('tell');
    expect(status).toBe(7);
    expect(stderr).toContain('The installation failed');
    expect(stdout).toBe('');
    run('tell');
    expect(npmCalls()).toHaveLength(2);
  });

  it('hands its arguments over word by word', () => {
    expect(run('tell', '--', '+3wd', 'two words', "it's", '$HOME').stdout).toBe('["+3wd","two words","it\'s","$HOME"]\n');
    expect(run('tell', 'bare').stdout).toBe('["bare"]\n');
  });

  it('ends with the script’s exit code', () => {
    expect(run('leave').status).toBe(3);
  });

  it('names a script that does not exist', () => {
    const { status, stderr } = run('nonsense');
    expect(status).toBe(1);
    expect(stderr).toBe('package.json has no script "nonsense".\n');
  });

  it('passes an interrupt on once, and waits for the script to end by itself', async () => {
    run('tell');
    const child = spawn(process.execPath, [tool, 'count'], { ...settings(), stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.on('data', (data: Buffer) => {
      told += data.toString();
      if (told === 'ready\n') child.kill('SIGINT');
    });
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(told).toBe('ready\nsignals 1\n');
    expect(exitCode).toBe(5);
  });
});

describe('the Node it runs on', () => {
  const complaint = (version: string, platform: string, arch: string): string => {
    const code = `import { complaintAboutNode } from ${JSON.stringify(tool)}; console.log(complaintAboutNode(${JSON.stringify({ version, platform, arch })}) ?? 'fine')`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout.trim();
  };
  it.each([
    ['18.20.0', 'linux', 'x64', 'Một Cửa needs Node 20 or newer to start; this is Node 18.20.0.'],
    ['20.20.2', 'linux', 'x64', 'fine'],
    ['20.20.2', 'darwin', 'arm64', 'Một Cửa needs Node 22.18 or newer on darwin-arm64; this is Node 20.20.2.'],
    ['22.17.1', 'win32', 'x64', 'Một Cửa needs Node 22.18 or newer on win32-x64; this is Node 22.17.1.'],
    ['22.18.0', 'darwin', 'arm64', 'fine'],
    ['24.1.0', 'linux', 'arm64', 'fine'],
  ])('Node %s on %s-%s', (version, platform, arch, expected) => {
    expect(complaint(version, platform, arch)).toBe(expected);
  });
});
