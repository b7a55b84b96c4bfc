import { randomUUID } from 'node:crypto';
import { handIn } from '#local/api-client/hand-in';
import { followDossier } from '#local/demo/follow-dossier';
import type { OpenProvince } from '#local/start/open-province';

const BIRTH_GROUP = '3.000722';
const PATIENCE_MILLISECONDS = 120_000;

/** Hands in a birth dossier as a citizen, accepts it as the desk, and prints its way to the result as it happens. */
export async function showDossier(open: OpenProvince, print: (line: string) => void): Promise<void> {
  const names = new Map(open.province.agencies.map(({ code, name }) => [code, `${name.vi} [${code}]`]));
  const citizen = open.as('citizen-lan');
  const desk = open.as('desk-an-hoa');
  const { id } = await handIn(citizen, {
    procedureCode: BIRTH_GROUP,
    channel: 'online',
    place: { commune: 'H99.101', province: 'H99' },
    receivingAgency: 'H99.101.01',
    key: `demo-${randomUUID()}`,
  });
  const arrived = await followDossier(
    { api: citizen, dossierId: id, agencyName: (code) => names.get(code) ?? code, print: (line) => print(`  ${line}`), patienceMilliseconds: PATIENCE_MILLISECONDS },
    async ({ type }) => {
      if (type === 'DossierSubmitted') await desk.post(`/v1/dossiers/${id}/acceptance`, undefined);
      if (type === 'DossierSettled') await desk.post(`/v1/dossiers/${id}/hand-over`, { method: 'online' });
    },
  );
  if (!arrived) print(`  The dossier has not reached its result yet; see GET /v1/dossiers/${id}`);
}
