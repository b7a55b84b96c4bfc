import type { SectionReport } from '../report/bar.ts';
import { loadNow } from '../report/machine.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { LogFigures } from './measure-log.ts';

/** Beside a write to the table, which takes milliseconds, nobody may notice the chain. */
const CHAIN_MICROSECONDS = 200;
/** The sealer has four minutes and 1,769 MB for everything, the reading of notes and the vault among it. */
const SEAL_SECONDS = 60;
const SEAL_MEGABYTES = 500;

/** What it costs that nobody can rewrite the record. */
export function reportLog({ chain, items, seal, proof }: LogFigures): SectionReport {
  const rows = [
    ['chaining an event: mark, content, link', `${chain.microsecondsEach.toFixed(1)} µs of one core`],
    ['bytes of the hash in an event item', items.bytesAddedEach],
    [`write units of ${String(items.events)} events without and with it`, `${String(items.unitsBefore)} and ${String(items.unitsAfter)}`],
    [`sealing ${seal.heads.toLocaleString('en-US')} heads: last of each, tree, pages`, `${seal.seconds.toFixed(2)} s`],
    ['memory it grew by', `${seal.megabytes.toFixed(0)} MB`],
    ['leaves in the vault', `${seal.filesMegabytes.toFixed(1)} MB in ${String(seal.files)} files`],
    ['proving one dossier of them', `${(proof.microseconds / 1000).toFixed(1)} ms, ${String(Math.round(proof.bytesRead / 1024))} KB read in ${String(proof.filesRead)} files`],
  ];
  return {
    title: 'The log that cannot be rewritten',
    body: [`One thread, without the network. Load average ${loadNow()}.`, markdownTable(['what', 'measured'], rows)].join('\n\n'),
    bars: [
      { what: 'chaining an event', bar: `≤ ${String(CHAIN_MICROSECONDS)} µs`, measured: `${chain.microsecondsEach.toFixed(1)} µs`, isMet: chain.microsecondsEach <= CHAIN_MICROSECONDS },
      { what: `sealing ${seal.heads.toLocaleString('en-US')} heads`, bar: `≤ ${String(SEAL_SECONDS)} s`, measured: `${seal.seconds.toFixed(2)} s`, isMet: seal.seconds <= SEAL_SECONDS },
      { what: 'memory of a seal', bar: `≤ ${String(SEAL_MEGABYTES)} MB`, measured: `${seal.megabytes.toFixed(0)} MB`, isMet: seal.megabytes <= SEAL_MEGABYTES },
    ],
  };
}
