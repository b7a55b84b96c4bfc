import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { handIn } from '#local/api-client/hand-in';
import { followDossier } from '#local/demo/follow-dossier';
import type { OpenProvince } from '#local/start/open-province';

const BIRTH_GROUP = '3.000722';
const HOUSEHOLD_BUSINESS = '1.001612';
const AT_HOME = { channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
const PATIENCE_MILLISECONDS = 120_000;

/** Hands in a birth dossier as a citizen, accepts it as the desk, and prints its way to the result as it happens. Returns the path of its signed result. */
export async function showDossier(open: OpenProvince, print: (line: string) => void): Promise<string | undefined> {
  const names = new Map(open.province.agencies.map(({ code, name }) => [code, `${name.vi} [${code}]`]));
  const citizen = open.as('citizen-lan');
  const desk = open.as('desk-an-hoa');
  const { id } = await handIn(citizen, {
    ...AT_HOME,
    procedureCode: BIRTH_GROUP,
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
  return resultAddress(citizen, id);
}

const ended = z.object({ results: z.array(z.object({ documentId: z.string().optional() })).default([]) });

/** Where the signed result is fetched, for the applicant and those at work on the dossier. */
async function resultAddress(citizen: ApiClient, id: string): Promise<string | undefined> {
  const { results } = ended.parse(await citizen.get(`/v1/dossiers/${id}`));
  const documentId = results.find((each) => each.documentId !== undefined)?.documentId;
  return documentId === undefined ? undefined : `/v1/dossiers/${id}/documents/${documentId}/content`;
}

/** Leaves a dossier at the desk that nobody accepts, so that there is something in the inbox, and late when the clock is moved. Once only. */
export async function leaveOneAtTheDesk(open: OpenProvince): Promise<void> {
  await handIn(open.as('citizen-minh'), { ...AT_HOME, procedureCode: HOUSEHOLD_BUSINESS, key: 'demo-left-at-the-desk' });
}

/**
 * Leaves a child of Bình Minh with an agency that has no software of its own and whose officer is away: late when the clock is
 * moved past its promised day, and an alarm with it. Once only.
 */
export async function leaveOneAtAnAgency(open: OpenProvince): Promise<void> {
  const { id } = await handIn(open.as('citizen-minh'), {
    channel: 'online',
    place: { commune: 'H99.102', province: 'H99' },
    receivingAgency: 'H99.102.01',
    procedureCode: BIRTH_GROUP,
    key: 'demo-left-at-an-agency',
  });
  const desk = open.as('desk-binh-minh');
  const { status } = await desk.get(`/v1/dossiers/${id}`);
  if (status === 'submitted') await desk.post(`/v1/dossiers/${id}/acceptance`, undefined);
}
