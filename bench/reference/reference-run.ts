import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { createDraft, uploadRequiredPapers } from '#local/api-client/hand-in';
import { requiredLayout, signMadeUpResult, type StepOfResult } from '#local/api-client/made-up-result';
import { agencySigners } from '#local/seed/agency-signers';
import { HOME } from '../cell/bench-procedures.ts';
import type { BenchCell } from '../cell/open-bench-cell.ts';

/** Papers of the reference dossier: three of 1 MB. */
export const PAPER_BYTES = 1024 * 1024;
export const PAPERS = 3;

const receipt = z.object({ code: z.string() });

/** Who is asked, in the order of the stages; within a stage the agencies answer one after the other. */
const STEPS = [
  ['check', 'h99.101'],
  ['appraise', 'h99.101'],
  ['police', 'h99.101.02'],
  ['tax', 'h99.012'],
  ['fire', 'h99.015'],
  ['environment', 'h99.017'],
  ['review', 'h99.101'],
  ['sign', 'h99.101'],
] as const;
const STEP_WITH_RESULT = 'sign';
const AGENCY_WITH_RESULT = 'H99.101';
/** The agencies of those steps. */
export const REFERENCE_AGENCIES = ['H99.101', 'H99.101.02', 'H99.012', 'H99.015', 'H99.017'];

export interface ReferenceOrder {
  readonly cell: BenchCell;
  /** Which of the two procedures, that differ in how papers are scanned. */
  readonly procedureCode: string;
  /** Makes this run's keys its own. */
  readonly name: string;
  /** Called after each act, when everything it set in motion has settled. */
  readonly settled: (act: string) => Promise<void>;
}

/**
 * The reference dossier (D5): 8 steps in 6 stages, three of them at once, one supplement pause, 42 calls of the API
 * of which 27 read, and the signing of the result: its layout read, drafted, signed by the head, sealed by the clerk. Waits for quiet after each act, so that what an act costs can be told apart.
 */
export async function runReferenceDossier({ cell, procedureCode, name, settled }: ReferenceOrder): Promise<{ id: string; code: string; apiCalls: number }> {
  const calls = { count: 0 };
  const as = (principal: string | undefined) => counted(cell.as(principal), calls);
  const citizen = as('citizen-lan');
  const desk = as('desk-an-hoa');
  const order = { ...HOME, procedureCode, paperBytes: PAPER_BYTES, key: name };

  const { id } = await createDraft(citizen, order);
  await settled('create the draft');
  await uploadRequiredPapers(citizen, id, order);
  await settled('read the procedure, attach three papers');
  const { code } = receipt.parse(await citizen.post(`/v1/dossiers/${id}/submission`, undefined, `${name}-submission`));
  await settled('submit');
  await readTimes(desk, '/v1/inbox', 1);
  await readTimes(desk, `/v1/dossiers/${id}`, 1);
  await desk.post(`/v1/dossiers/${id}/supplement-request`, { items: ['Bản vẽ'], reasons: ['Thiếu chữ ký'] });
  await settled('the desk reads and asks for a supplement');
  await readTimes(citizen, `/v1/dossiers/${id}`, 1);
  await citizen.post(`/v1/dossiers/${id}/supplement`, { note: 'Đã bổ sung' });
  await settled('the citizen reads and supplements');
  await desk.post(`/v1/dossiers/${id}/acceptance`, undefined);
  await settled('accept');
  for (const [step, system] of STEPS) {
    const agency = as(`system-${system}`);
    await readTimes(agency, `/v1/dossiers/${id}/steps/${step}`, 1);
    if (step === STEP_WITH_RESULT) {
      await signResult({ cell, agency, as }, { dossierId: id, code, stepId: step, procedure: { code: procedureCode, version: 1 }, form: {} });
      await settled('the result is drafted, signed by the head and sealed by the clerk');
    }
    await agency.post(`/v1/dossiers/${id}/steps/${step}/answer`, { outcome: 'result', resultReference: `KQ-${step}` });
    await settled('an agency reads its step and answers it');
  }
  await desk.post(`/v1/dossiers/${id}/hand-over`, { method: 'online' });
  await settled('hand over');
  await readTimes(citizen, `/v1/dossiers/${id}`, 6);
  await readTimes(citizen, '/v1/dossiers', 3);
  await readTimes(citizen, `/v1/dossiers/${id}/events`, 2);
  await readTimes(as(undefined), `/v1/lookup/${code}`, 4);
  await settled('15 reads by the citizen: dossier, list, history, look-up');
  return { id, code, apiCalls: calls.count };
}

interface Office {
  readonly cell: BenchCell;
  readonly agency: ApiClient;
  readonly as: (person: string) => ApiClient;
}

async function signResult({ cell: { province }, agency, as }: Office, order: StepOfResult): Promise<void> {
  const layout = await requiredLayout(agency, order);
  const signers = agencySigners(province, AGENCY_WITH_RESULT, as);
  if (layout === undefined || signers === undefined) throw new Error('Nobody can sign the result of the reference dossier');
  await signMadeUpResult(agency, signers, { ...order, layout, key: `result-${order.dossierId}` });
}

async function readTimes(api: ApiClient, path: string, times: number): Promise<void> {
  for (let read = 0; read < times; read += 1) await api.get(path);
}

function counted(api: ApiClient, calls: { count: number }): ApiClient {
  const count = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    calls.count += 1;
    return answer;
  };
  return {
    call: (request) => count(api.call(request)),
    get: (path) => count(api.get(path)),
    post: (path, body, key) => count(api.post(path, body, key)),
    put: (path, body, key) => count(api.put(path, body, key)),
  };
}
