// npm run rebuild-holdings                                  tells every electronic store of the local cell that runs (npm start) anew from the record
// npm run rebuild-holdings -- --dossier-table … --register-table …      of a cell on AWS, with your credentials
//   --progress file.json   says there how far it is, and goes on from there when it was cut off
//   --owner <subject>      the store of one account only        --dossier <id>   what one dossier puts into a store
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { controlUrl } from '#tools/cell/local-cell';
import { openStores, storesOfLocalCell } from './open-stores.ts';
import { rebuildAll, rebuildDossiers, rebuildOfOwner, rebuildPlace, type Rebuilt, type RebuildTools } from './rebuild-holdings.ts';

const { values } = parseArgs({
  options: {
    control: { type: 'string' },
    'dossier-table': { type: 'string' },
    'register-table': { type: 'string' },
    progress: { type: 'string' },
    owner: { type: 'string' },
    dossier: { type: 'string' },
  },
});

function rebuild(tools: RebuildTools): Promise<Rebuilt> {
  const { owner, dossier, progress } = values;
  if (dossier !== undefined) return rebuildDossiers(tools, [dossier]);
  if (owner !== undefined) return rebuildOfOwner(tools, owner);
  if (progress === undefined) return rebuildAll(tools);
  const from = existsSync(progress) ? rebuildPlace.parse(JSON.parse(readFileSync(progress, 'utf8'))) : undefined;
  return rebuildAll(tools, {
    from,
    onPage: (next) => {
      if (next === undefined) rmSync(progress, { force: true });
      else writeFileSync(progress, JSON.stringify(next));
    },
  });
}

const { 'dossier-table': dossierTable, 'register-table': registerTable } = values;
const place = dossierTable === undefined || registerTable === undefined ? await storesOfLocalCell(controlUrl(values.control)) : { dossierTable, registerTable };
const { dossiers, holdings } = await rebuild(openStores(place));
process.stdout.write(`${String(dossiers)} dossiers read, ${String(holdings)} things kept in electronic stores\n`);
