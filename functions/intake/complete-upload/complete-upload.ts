import type * as z from 'zod';
import type { Dossier } from '#domain/dossiers/dossier';
import { requireTakesPapers } from '#domain/dossiers/moves/grant-papers';
import { ownEntry } from '#domain/dossiers/own-entry';
import type { Paper } from '#domain/dossiers/parts';
import type { PaperObject } from '#domain/dossiers/paper-store';
import type { NotWhole, PaperParts } from '#domain/dossiers/upload-in-parts';
import { ruleBroken } from '#domain/dossiers/violations';
import type { DomainError } from '#domain/kernel/domain-error';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { loadDossier, type LoadDossierTools } from '#functions/platform/load-dossier';
import type { paperPath } from '#functions/platform/paths';
import { EdgeProblem } from '#functions/platform/problem';
import type { completionBody } from './contract.ts';

interface Dependencies extends LoadDossierTools {
  readonly parts: Pick<PaperParts, 'complete'>;
}

type Request = WriteRequest<z.infer<typeof completionBody>, z.infer<typeof paperPath>>;

/**
 * Makes one paper of its parts. Nothing is noted in the record: as with a form, the hand-in looks at what lies in quarantine,
 * and the scanner hears of it there. What lies there is laid once, so every call after the first finds it and answers the same.
 */
export async function completeUpload(deps: Dependencies, { principal, path, body }: Request): Promise<HttpAnswer> {
  const dossier = await loadDossier(deps, { reference: path.dossierId, action: 'GrantUpload', principal });
  const paper = ownEntry(dossier.papers, path.paperId);
  if (paper === undefined) throw new EdgeProblem('paper-not-found');
  requireInTime(dossier, paper);
  const { contentType, sizeBytes, sha256 } = paper;
  // It came in whole, and was looked into and kept since: quarantine has it no more.
  if (paper.check?.outcome === 'accepted') return { status: 200, body: { dossierId: dossier.id, paperId: paper.id, sizeBytes, sha256 } };
  const completion = await deps.parts.complete({ dossierId: dossier.id, paperId: paper.id }, { ...body, contentType, sizeBytes });
  if (completion.outcome !== 'complete') throw notWhole(completion);
  requireAsAnnounced(completion.object, paper);
  return { status: 200, body: { dossierId: dossier.id, paperId: paper.id, sizeBytes: completion.object.sizeBytes, sha256: completion.object.sha256 } };
}

/** One that came in already is asked for again; another comes in only while papers may. */
function requireInTime(dossier: Dossier, paper: Paper): void {
  if (paper.state === 'granted' && paper.check === undefined) requireTakesPapers(dossier, [paper.slot]);
}

function requireAsAnnounced(object: PaperObject, paper: Paper): void {
  if (object.sha256 === paper.sha256) return;
  throw ruleBroken(
    'paper-hash-differs',
    {
      vi: 'Nội dung giấy tờ tải lên khác với mã băm đã khai.',
      en: 'The parts are those announced, but together they are not the paper announced; ask for a new grant under the same slot and file name with the right SHA-256, and upload again.',
    },
    [{ pointer: `/papers/${paper.id}`, problem: `slot ${paper.slot}` }],
  );
}

function notWhole(found: NotWhole): DomainError {
  switch (found.outcome) {
    case 'parts-missing':
      return ruleBroken(
        'paper-parts-missing',
        { vi: 'Có phần chưa được gửi, hoặc khác với phần đã nêu; hãy gửi lại các phần đó rồi hoàn tất lại.', en: 'Send the parts named again, list every part with the ETag it was answered with, and complete again.' },
        found.parts.map((part) => ({ pointer: `/parts/${String(part)}`, problem: 'not there, or not as listed' })),
      );
    case 'size-differs':
      return ruleBroken('paper-size-differs', {
        vi: 'Các phần cộng lại không đúng kích thước đã khai; hãy gửi nốt phần còn thiếu rồi hoàn tất lại.',
        en: 'Together the parts do not have the size announced; send those that are missing, and complete again.',
      });
    case 'upload-ended':
      return ruleBroken('paper-upload-ended', {
        vi: 'Lần tải lên này không còn; hãy xin cấp quyền tải lên lại.',
        en: 'There is no such upload any more; ask for the grant again and send every part.',
      });
  }
}
