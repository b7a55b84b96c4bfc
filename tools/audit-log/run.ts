// npm run audit-log                                     audits the local cell that runs (npm start)
// npm run audit-log -- --dossier-table … --log-table … --vault-bucket …      audits a cell on AWS, with your credentials
//   --published days.json   compares with days kept from GET /v1/log/days      --control <url>   another local cell
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Temporal } from '#domain/kernel/temporal';
import { sealedDay } from '#domain/log/sealed-day';
import { controlUrl } from '#tools/cell/local-cell';
import { auditLog } from './audit-log.ts';
import { inWords } from './findings.ts';
import { openStore, placeOfLocalCell, type StorePlace } from './open-store.ts';

const { values } = parseArgs({
  options: {
    control: { type: 'string' },
    'dossier-table': { type: 'string' },
    'log-table': { type: 'string' },
    'vault-bucket': { type: 'string' },
    published: { type: 'string' },
  },
});

/** All breaks, the first one first; more than a screen of them says no more than a screen. */
const SHOWN = 50;

async function place(): Promise<StorePlace> {
  const { 'dossier-table': dossierTable, 'log-table': logTable, 'vault-bucket': vaultBucket, control } = values;
  if (dossierTable === undefined || logTable === undefined || vaultBucket === undefined) return placeOfLocalCell(controlUrl(control));
  return { dossierTable, logTable, vaultBucket };
}

async function nowOf(isLocal: boolean): Promise<Temporal.Instant> {
  if (!isLocal) return Temporal.Now.instant();
  const { now } = z.looseObject({ now: z.string() }).parse(await (await fetch(new URL('/clock', controlUrl(values.control)))).json());
  return Temporal.Instant.from(now);
}

const found = await place();
const published = values.published === undefined ? [] : z.object({ rows: z.array(sealedDay) }).parse(JSON.parse(readFileSync(values.published, 'utf8'))).rows;
const { breaks, dossiers, events, days } = await auditLog(openStore(found), { now: await nowOf(found.local !== undefined), published });
process.stdout.write(`${String(dossiers)} dossiers, ${String(events)} events, ${String(days)} sealed days\n`);
for (const each of breaks.slice(0, SHOWN)) process.stdout.write(`BROKEN ${inWords(each)}\n`);
if (breaks.length > SHOWN) process.stdout.write(`and ${String(breaks.length - SHOWN)} more\n`);
process.stdout.write(breaks.length === 0 ? 'Whole: every chain, every state and every day is as it was sealed.\n' : '');
process.exitCode = breaks.length === 0 ? 0 : 1;
