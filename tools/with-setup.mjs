// node tools/with-setup.mjs <script of package.json> [-- arguments]
//
// Makes a fresh clone work with one command: installs when that is due, then runs the script. Plain JavaScript for Node 20,
// because on Linux x64 the Node 24 that everything else needs only comes with the installation.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binFolder = join('node_modules', '.bin');
const stampFile = join('node_modules', '.installed-lock');
/** npm's own note of what it installed last. */
const npmNote = join('node_modules', '.package-lock.json');

/** One sentence when this Node cannot run the project, else undefined. */
export function complaintAboutNode({ version, platform, arch }) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20) return `Một Cửa needs Node 20 or newer to start; this is Node ${version}.`;
  const bringsItsOwn = platform === 'linux' && arch === 'x64';
  if (bringsItsOwn || major > 22 || (major === 22 && minor >= 18)) return undefined;
  return `Một Cửa needs Node 22.18 or newer on ${platform}-${arch}; this is Node ${version}.`;
}

/** Why `npm ci` is due in this folder, or undefined when what is installed is what the lock file says. */
export function reasonToInstall(folder) {
  const path = (name) => join(folder, name);
  if (!existsSync(path('node_modules'))) return 'nothing is installed yet';
  if (existsSync(path(stampFile)) && readFileSync(path(stampFile), 'utf8') === lockHash(folder)) return undefined;
  // Somebody ran npm by hand after the lock file was last written.
  if (existsSync(path(npmNote)) && statSync(path(npmNote)).mtimeMs >= statSync(path('package-lock.json')).mtimeMs) return undefined;
  return 'package-lock.json has changed';
}

function lockHash(folder) {
  return createHash('sha256').update(readFileSync(join(folder, 'package-lock.json'))).digest('hex');
}

/** Returns npm's exit code. */
function install(folder, reason) {
  console.error(`Installing packages, because ${reason} …`);
  const { status } = spawnSync('npm ci', { cwd: folder, shell: true, stdio: 'inherit' });
  if (status !== 0) return status ?? 1;
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, stampFile), lockHash(folder));
  return 0;
}

/**
 * Runs the script's own command line, as `npm run` would, and ends as it ends. Not through a second npm: npm passes Ctrl-C on to
 * a child that the terminal has told already, so it would arrive twice.
 */
function run(folder, command) {
  const path = [join(folder, binFolder), process.env.PATH].join(delimiter);
  const child = spawn(withoutShellBetween(command), { cwd: folder, shell: true, stdio: 'inherit', env: { ...process.env, PATH: path } });
  const terminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!(terminal && signal === 'SIGINT')) child.kill(signal);
    });
  }
  // A killed npm leaves us behind: its signal ends with the shell it put between.
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** A shell that waits for one command keeps signals to itself, so the command takes its place; true compounds keep their shell. */
export function withoutShellBetween(command) {
  if (process.platform === 'win32' || /[;&|<>()`\n]/.test(command.replace(/'[^']*'|"[^"]*"/g, ''))) return command;
  return `exec env ${command}`;
}

function quote(word) {
  return process.platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

function stop(sentence, exitCode = 1) {
  console.error(sentence);
  process.exit(exitCode);
}

function main([script, separator, ...rest]) {
  const folder = process.cwd();
  const complaint = complaintAboutNode({ version: process.versions.node, platform: process.platform, arch: process.arch });
  if (complaint !== undefined) stop(complaint);
  const { scripts = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const command = scripts[script];
  if (command === undefined) stop(`package.json has no script "${script}".`);
  const reason = reasonToInstall(folder);
  const failed = reason === undefined ? 0 : install(folder, reason);
  if (failed !== 0) stop('The installation failed; the lines above say why.', failed);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major < 22 || (major === 22 && minor < 18)) && !existsSync(join(folder, binFolder, 'node'))) {
    stop('The Node 24 that belongs to the installation is missing: install with optional packages, or use Node 22.18 or newer.');
  }
  const words = separator === undefined || separator === '--' ? rest : [separator, ...rest];
  run(folder, [command, ...words.map(quote)].join(' '));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
