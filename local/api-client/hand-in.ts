import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApiClient } from '#local/api-client/api-client';

/** What a person hands in, besides the papers, which are made up to fit the procedure. */
export interface HandIn {
  readonly procedureCode: string;
  readonly channel: 'online' | 'desk' | 'post';
  readonly place: { readonly commune: string; readonly province: string };
  readonly receivingAgency: string;
  readonly choices?: Readonly<Record<string, string>>;
  /** Size of each made-up paper. */
  readonly paperBytes?: number;
  /** Every call's Idempotency-Key begins with this, so that a hand-in cut off half-way is finished by calling it again. */
  readonly key: string;
}

const created = z.object({ id: z.string(), version: z.number() });
const procedure = z.object({
  papers: z.array(z.object({ slot: z.string(), required: z.boolean(), when: z.record(z.string(), z.array(z.string())).optional(), contentTypes: z.array(z.string()) })),
  options: z.array(z.object({ id: z.string(), default: z.string().optional() })),
});
const granted = z.object({
  papers: z.array(z.object({ paperId: z.string(), upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }) })),
});
const receipt = z.object({ id: z.string(), code: z.string(), status: z.string(), version: z.number() });
export type Receipt = z.infer<typeof receipt>;

/** The applicant's whole way: create, ask for upload grants, upload, submit. Returns what was handed in. */
export async function handIn(api: ApiClient, order: HandIn): Promise<Receipt> {
  const { id } = await createDraft(api, order);
  await uploadRequiredPapers(api, id, order);
  return receipt.parse(await api.post(`/v1/dossiers/${id}/submission`, undefined, `${order.key}-submission`));
}

/** A draft with a made-up applicant. */
export async function createDraft(api: ApiClient, order: HandIn): Promise<{ id: string }> {
  const { procedureCode, channel, place, receivingAgency, choices = {}, key } = order;
  const application = { applicant: { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', kind: 'citizen', phone: '0912345678' }, form: { childName: 'Nguyễn An Nhiên' } };
  return created.parse(await api.post('/v1/dossiers', { procedureCode, channel, place, receivingAgency, choices, application }, `${key}-creation`));
}

/** Uploads one made-up paper into every slot this case requires. */
export async function uploadRequiredPapers(api: ApiClient, dossierId: string, order: HandIn): Promise<void> {
  const read = procedure.parse(await api.get(`/v1/procedures/${order.procedureCode}`));
  const choices = { ...Object.fromEntries(read.options.map((option) => [option.id, option.default])), ...order.choices };
  const slots = read.papers.filter((paper) => paper.required && Object.entries(paper.when ?? {}).every(([option, values]) => values.includes(choices[option] ?? '')));
  const papers = slots.map((slot) => ({ slot: slot.slot, contentType: slot.contentTypes[0] ?? 'application/pdf', bytes: madeUpPaper(slot.slot, order.paperBytes ?? 2_000) }));
  if (papers.length > 0) await uploadPapers(api, dossierId, { papers, key: order.key });
}

export interface PaperToUpload {
  readonly slot: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Asks for grants and sends each paper's bytes straight to the store, as a browser would. */
export async function uploadPapers(api: ApiClient, dossierId: string, { papers, key }: { readonly papers: readonly PaperToUpload[]; readonly key: string }): Promise<void> {
  const wanted = papers.map(({ slot, contentType, bytes }) => ({
    slot,
    fileName: `${slot}.pdf`,
    contentType,
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const grants = granted.parse(await api.post(`/v1/dossiers/${dossierId}/papers`, { papers: wanted }, `${key}-papers`));
  await Promise.all(
    grants.papers.map(async ({ upload }, index) => {
      const paper = papers[index];
      if (paper !== undefined) await sendForm(upload, paper);
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

/** Bytes that look like a PDF and are the same for the same slot and size. */
export function madeUpPaper(slot: string, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`%PDF-1.7\n% ${slot}\n`);
  const bytes = new Uint8Array(Math.max(sizeBytes, head.byteLength)).fill(0x20);
  bytes.set(head);
  return bytes;
}
