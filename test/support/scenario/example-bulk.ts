import { createHash } from 'node:crypto';
import { z } from 'zod';
import { asIs, HOUSE, type Preparation } from './example-preparation.ts';
import type { Scenario } from './start-scenario.ts';

const COMPANY = 'partner-sao-viet';
const WRITTEN = { bulk: 'bh-0123456789abcdef0123456789abcdef', export: 'ex-0123456789abcdef0123456789abcdef' } as const;
const HOME = { procedureCode: HOUSE, channel: 'online', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };
/** Enough to be at work still when the next call comes. */
const ROWS = 40;

const opened = z.looseObject({ id: z.string(), upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }) });
const made = z.looseObject({ id: z.string() });

async function announced(scenario: Scenario) {
  const rows = Array.from({ length: ROWS }, (_none, row) => ({ application: { applicant: { fullName: 'Nguyễn Thị Lan', identityNumber: `0011900${String(row).padStart(5, '0')}` } } }));
  const bytes = new TextEncoder().encode(rows.map((row) => JSON.stringify(row)).join('\n'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const bulk = opened.parse(await scenario.as(COMPANY).post('/v1/bulk-hand-ins', { format: 'jsonl', sizeBytes: bytes.byteLength, sha256, defaults: HOME }));
  return { ...bulk, bytes };
}

async function uploaded(scenario: Scenario): Promise<string> {
  const { id, upload, bytes } = await announced(scenario);
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([bytes]));
  const { status } = await fetch(upload.url, { method: 'POST', body: form });
  if (status !== 204) throw new Error(`The file of the example was refused with ${String(status)}`);
  return id;
}

const onBulk = (make: (scenario: Scenario) => Promise<string>): Preparation => async (scenario) => ({ who: COMPANY, inPlaceOf: { [WRITTEN.bulk]: await make(scenario) } });
const onAnnounced = onBulk(async (scenario) => (await announced(scenario)).id);
const onStarted = onBulk(async (scenario) => {
  const id = await uploaded(scenario);
  await scenario.as(COMPANY).post(`/v1/bulk-hand-ins/${id}/start`, undefined);
  return id;
});
const onExport: Preparation = async (scenario) => {
  const { id } = made.parse(await scenario.as('citizen-lan').post('/v1/exports', { scope: 'own' }));
  return { who: 'citizen-lan', inPlaceOf: { [WRITTEN.export]: id } };
};

/** The operations of bulk hand-ins and exports. */
export const BULK_PREPARATIONS: Readonly<Record<string, Preparation>> = {
  listBulks: asIs(COMPANY),
  announceBulk: asIs(COMPANY),
  readBulk: onAnnounced,
  grantBulkPapers: onAnnounced,
  startBulk: onBulk(uploaded),
  resumeBulk: onStarted,
  orderExport: asIs('citizen-lan'),
  readExport: onExport,
  resumeExport: onExport,
};
