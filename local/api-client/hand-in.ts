import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';
import { madeUpPaper } from '#local/api-client/made-up-paper';
import { cutOf, partsUpload, sendInParts } from '#local/api-client/send-in-parts';

/** What a person hands in, besides the papers, which are made up to fit the procedure. */
export interface HandIn {
  readonly procedureCode: string;
  readonly channel: 'online' | 'desk' | 'post';
  readonly place: { readonly commune: string; readonly province: string };
  readonly receivingAgency: string;
  readonly choices?: Readonly<Record<string, string>>;
  /** How a desk made sure of the made-up applicant's number, 001190000001. */
  readonly identityProof?: 'identity-card' | 'electronic-identity';
  /** Size of each made-up paper. */
  readonly paperBytes?: number;
  /** Every call's Idempotency-Key begins with this, so that a hand-in cut off half-way is finished by calling it again. */
  readonly key: string;
}

const created = z.object({ id: z.string(), version: z.number() });
const procedure = z.object({
  scan: z.enum(['paper', 'bundle']),
  papers: z.array(z.object({ slot: z.string(), required: z.boolean(), when: z.record(z.string(), z.array(z.string())).optional(), contentTypes: z.array(z.string()) })),
  options: z.array(z.object({ id: z.string(), default: z.string().optional() })),
});
const granted = z.object({
  papers: z.array(z.object({ paperId: z.string(), upload: z.union([z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }), partsUpload]) })),
});
const receipt = z.object({ id: z.string(), code: z.string(), status: z.string(), version: z.number() });
export type Receipt = z.infer<typeof receipt>;

/** The applicant's whole way: create, ask for upload grants, upload, submit, and wait until the papers were looked into, before or after. Returns what was handed in. */
export async function handIn(api: ApiClient, order: HandIn): Promise<Receipt> {
  const { id } = await createDraft(api, order);
  const { papers, scan } = await uploadRequiredPapers(api, id, order);
  if (papers > 0 && scan === 'paper') await papersChecked(api, id);
  const answer = receipt.parse(await api.post(`/v1/dossiers/${id}/submission`, undefined, `${order.key}-submission`));
  if (papers > 0 && scan === 'bundle') await papersChecked(api, id);
  return answer;
}

/** A draft with a made-up applicant. */
export async function createDraft(api: ApiClient, order: HandIn): Promise<{ id: string }> {
  const { procedureCode, channel, place, receivingAgency, choices = {}, identityProof, key } = order;
  const application = { applicant: { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', kind: 'citizen', phone: '0912345678', ...(identityProof !== undefined && { identityProof }) }, form: { childName: 'Nguyễn An Nhiên' } };
  return created.parse(await api.post('/v1/dossiers', { procedureCode, channel, place, receivingAgency, choices, application }, `${key}-creation`));
}

/** Uploads one made-up paper into every slot this case requires, and tells how many, and how they are scanned. */
export async function uploadRequiredPapers(api: ApiClient, dossierId: string, order: HandIn): Promise<{ papers: number; scan: 'paper' | 'bundle' }> {
  const read = procedure.parse(await api.get(`/v1/procedures/${order.procedureCode}`));
  const choices = { ...Object.fromEntries(read.options.map((option) => [option.id, option.default])), ...order.choices };
  const slots = read.papers.filter((paper) => paper.required && Object.entries(paper.when ?? {}).every(([option, values]) => values.includes(choices[option] ?? '')));
  const papers = slots.map(({ slot, contentTypes: [contentType = 'application/pdf'] }) => ({ slot, contentType, bytes: madeUpPaper(slot, order.paperBytes ?? 2_000, contentType) }));
  if (papers.length > 0) await uploadPapers(api, dossierId, { papers, key: order.key });
  return { papers: papers.length, scan: read.scan };
}

const checks = z.object({ papers: z.array(z.looseObject({ slot: z.string(), check: z.looseObject({ outcome: z.string() }) })) });

/** Long enough for a scanner that starts cold on a loaded machine. */
const PATIENCE_MILLISECONDS = 60_000;

/** Waits until every paper of the dossier was looked into; what was found is for the caller to see. */
export async function papersChecked(api: ApiClient, dossierId: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const { papers } = checks.parse(await api.get(`/v1/dossiers/${dossierId}/papers`));
    if (papers.every(({ check }) => check.outcome === 'accepted' || check.outcome === 'refused')) return;
    if (performance.now() > giveUpAt) throw new Error(`Papers of ${dossierId} are not looked into: ${JSON.stringify(papers)}`);
    await pause(30);
  }
}

export interface PaperToUpload {
  readonly slot: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** @default the slot's own name */
  readonly fileName?: string;
}

/** Asks for grants and sends each paper's bytes straight to the store, as a browser would; a large one in parts. */
export async function uploadPapers(api: ApiClient, dossierId: string, { papers, key }: { readonly papers: readonly PaperToUpload[]; readonly key: string }): Promise<void> {
  const wanted = papers.map(({ slot, contentType, bytes, fileName = `${slot}.pdf` }) => ({
    slot,
    fileName,
    contentType,
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    inParts: cutOf(bytes),
  }));
  const grants = granted.parse(await api.post(`/v1/dossiers/${dossierId}/papers`, { papers: wanted }, `${key}-papers`));
  await Promise.all(
    grants.papers.map(async ({ paperId, upload }, index) => {
      const paper = papers[index];
      if (paper === undefined) return;
      await ('fields' in upload ? sendForm(upload, paper) : sendInParts(api, upload, { dossierId, paperId, bytes: paper.bytes, key }));
    }),
  );
}

async function sendForm(upload: { url: string; fields: Record<string, string> }, paper: PaperToUpload): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
  form.append('file', new Blob([paper.bytes], { type: paper.contentType }), `${paper.slot}.pdf`);
  const answer = await fetch(upload.url, { method: 'POST', body: form });
  if (!answer.ok) throw new Error(`Upload of ${paper.slot} was answered ${String(answer.status)}: ${await answer.text()}`);
}
