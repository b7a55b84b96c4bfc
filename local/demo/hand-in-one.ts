import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createApiClient } from '#local/api-client/api-client';
import { handIn } from '#local/api-client/hand-in';
import { readCellState } from '#local/clock/read-cell-state';
import { requestToken } from '#local/identity/request-token';

const USAGE = `npm run hand-in -- [--url URL] [PROCEDURE]

Hands a made-up dossier in at the one-stop of An Hòa ward as citizen-lan and accepts it as its desk, so that its first agency is
asked. PROCEDURE is a code of the catalogue, 3.000722 (a birth) unless said; URL is http://127.0.0.1:8080 unless said.`;

/** Runs `npm run hand-in`: something to do for an agency's system, from the outside. */
async function handInOne(words: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options: { url: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true || positionals.length > 1) return USAGE;
  const apiUrl = values.url ?? `http://127.0.0.1:${process.env['MOT_CUA_API_PORT'] ?? '8080'}`;
  const issuer = readCellState()?.issuer;
  if (issuer === undefined) throw new Error('No cell is running here. Start one with: npm start');
  const as = (person: string) => createApiClient({ apiUrl, token: () => requestToken(issuer, person) });
  const { id, code } = await handIn(as('citizen-lan'), {
    procedureCode: positionals[0] ?? '3.000722',
    channel: 'online',
    place: { commune: 'H99.101', province: 'H99' },
    receivingAgency: 'H99.101.01',
    key: `hand-in-${randomUUID()}`,
  });
  await as('desk-an-hoa').post(`/v1/dossiers/${id}/acceptance`, undefined);
  return `${id} ${code}`;
}

handInOne(process.argv.slice(2)).then(
  (line) => console.log(line),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
