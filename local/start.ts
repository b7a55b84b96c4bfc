import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CellError } from '#local/cell/cell-error';
import type { AlarmNotification } from '#local/cloudwatch/alarm-notification';
import { leaveOneAtAnAgency, leaveOneAtTheDesk, showDossier } from '#local/demo/show-dossier';
import { seedProvince } from '#local/seed/seed-province';
import { openPortal } from '#local/start/open-portal';
import { openProvince } from '#local/start/open-province';
import { openSandbox } from '#local/start/open-sandbox';
import { synthesize } from '#local/start/synthesize';
import { tellAlarm } from '#local/start/tell-alarm';
import { tellScanner } from '#local/start/tell-scanner';
import { welcome } from '#local/start/welcome';

const FOLDER = fileURLToPath(new URL('../.local/', import.meta.url));
const PORTS = { api: portFrom('MOT_CUA_API_PORT', 8080), identity: portFrom('MOT_CUA_SIGN_IN_PORT', 8400), sandbox: portFrom('MOT_CUA_SANDBOX_PORT', 8500), portal: portFrom('MOT_CUA_PORTAL_PORT', 8600), tsa: portFrom('MOT_CUA_TSA_PORT', 8700) };
const print = (line: string): void => console.log(line);

/** `npm start`: the synthesized cell on this machine, a sample province in it, and one dossier on its way to its result. */
async function start(): Promise<void> {
  const assemblyFolder = join(FOLDER, 'assembly');
  print('Making the template and the functions (a minute the first time, nothing when they are unchanged) …');
  await synthesize(assemblyFolder);
  print('Starting the cell …');
  const { sandbox: sandboxPort, portal: portalPort, tsa: tsaPort, ...ports } = PORTS;
  const onNotification = (notification: AlarmNotification): void => {
    const told = tellAlarm(notification);
    if (told !== undefined) print(told);
  };
  const open = await openProvince({ assemblyFolder, dataFolder: process.env['MOT_CUA_DATA'] ?? FOLDER, ports, tsaPort, onNotification, onScanner: (name) => print(tellScanner(name)) });
  const sandbox = await openSandbox(open, { port: sandboxPort, print });
  const portal = await openPortal(open, portalPort);
  stopOnSignal(async () => {
    await portal.stop();
    await sandbox.stop();
    await open.stop();
  });
  print('Putting the sample province in: procedures, agencies, webhook endpoints …');
  await seedProvince({ administrator: open.as('administrator'), agencies: open.province.agencies, sandbox, hasSigners: true });
  print('Giving its agencies and officers keys and certificates (of a development authority, not for legal use) …');
  await open.seedSigners();
  print('\nOne child is born: birth registration, then permanent residence and health insurance at once.\n');
  const result = await showDossier(open, print);
  if (result !== undefined) print(`\n  The birth certificate, signed by the head and sealed by the ward:\n  ${open.cell.apiUrl}${result}`);
  await leaveOneAtTheDesk(open);
  await leaveOneAtAnAgency(open);
  await sandbox.catchUpAll();
  welcome(open, { print, sandboxUrl: sandbox.url, portalUrl: portal.pageUrl, result });
}

function portFrom(variable: string, usual: number): number {
  const text = process.env[variable];
  const port = Number(text ?? usual);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(new CellError(`${variable} must be a port between 1 and 65535, not "${text ?? ''}".`));
  return port;
}

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (): void => {
    if (isStopping) return;
    isStopping = true;
    print('\nStopping; what was handed in is kept for the next start …');
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end).on('SIGTERM', end);
}

function fail(error: unknown): never {
  // What the person at the keyboard can mend is one sentence; anything else is a fault of ours and shows where.
  console.error(error instanceof CellError ? error.message : error);
  process.exit(1);
}

start().catch(fail);
