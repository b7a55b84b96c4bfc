import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import type { PaperStore, UploadGrant } from '#domain/dossiers/paper-store';
import { actorOf } from '#functions/platform/actor';
import { changeDossier, type ChangeDossierTools } from '#functions/platform/change-dossier';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import type { dossierPath } from '#functions/platform/paths';
import type { grantBody } from './contract.ts';

interface Dependencies extends ChangeDossierTools {
  readonly papers: PaperStore;
}

/**
 * Grants the upload of papers straight into quarantine (D11). The same key grants the same papers again
 * with fresh forms, because a form lives ten minutes and a phone may come back later.
 */
export async function grantUpload(deps: Dependencies, request: WriteRequest<z.infer<typeof grantBody>, z.infer<typeof dossierPath>>): Promise<HttpAnswer> {
  const papers = request.body.papers.map((paper, index) => ({ ...paper, id: paperId(request.idempotency.scope, index) }));
  const answer = await changeDossier(deps, {
    reference: request.path.dossierId,
    action: 'GrantUpload',
    request,
    command: () => ({ type: 'grant-papers', by: actorOf(request.principal), papers }),
    respond: (dossier) => ({ status: 201, body: { dossierId: dossier.id, version: dossier.version, papers: papers.map(({ id, slot }) => ({ paperId: id, slot })) } }),
  });
  return withForms(answer, papers, deps.papers);
}

/** Unguessable without the caller's key, and the same for a repeated call. */
function paperId(scope: string, index: number): string {
  return `pp-${createHash('sha256').update(`${scope}/${String(index)}`).digest('hex').slice(0, 32)}`;
}

const granted = z.object({ dossierId: z.string(), version: z.number(), papers: z.array(z.object({ paperId: z.string(), slot: z.string() })) });

type Granted = Pick<Dossier['papers'][string], 'id' | 'contentType' | 'sizeBytes' | 'sha256'>;

async function withForms(answer: HttpAnswer, papers: readonly Granted[], store: PaperStore): Promise<HttpAnswer> {
  const body = granted.parse(answer.body);
  const forms = await Promise.all(papers.map((paper) => store.grantUpload({ dossierId: body.dossierId, paperId: paper.id }, paper)));
  return { ...answer, body: { ...body, papers: body.papers.map((paper, index) => ({ ...paper, upload: forms[index] satisfies UploadGrant | undefined })) } };
}
