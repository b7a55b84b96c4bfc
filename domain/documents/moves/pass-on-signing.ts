import type { DelegateSigning, RefuseSigning } from '#domain/documents/commands';
import { requireOwnTurn } from '#domain/documents/moves/sign-document';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { requireReasons, ruleBroken } from '#domain/dossiers/violations';

/** The signer refuses, with reasons: the draft ends, and another may follow. */
export function refuseSigning(dossier: Dossier | undefined, command: RefuseSigning): DossierEvent[] {
  const { document, index } = requireOwnTurn(dossier, command);
  requireReasons(command);
  return [{ type: 'DocumentSigningRefused', documentId: document.id, signer: index, reasons: [...command.reasons] }];
}

/** The signer has a colleague sign instead. The term runs on: nobody gains time by handing on. */
export function delegateSigning(dossier: Dossier | undefined, command: DelegateSigning): DossierEvent[] {
  const { document, index, signer } = requireOwnTurn(dossier, command);
  const { by, officer: to } = command;
  if (document.signers.some((each) => each.officer === to)) {
    throw ruleBroken('delegate-signs-already', { vi: 'Người được ủy quyền đã là người ký văn bản này.', en: 'The officer named signs this document already; name another.' }, [{ pointer: '/officer', problem: 'signs already' }]);
  }
  if (signer.delegations.length >= MAX_DELEGATIONS) {
    throw ruleBroken('delegated-too-often', { vi: 'Văn bản đã được chuyển người ký quá nhiều lần.', en: 'This signature was handed on too often; sign it, or refuse it with reasons.' });
  }
  return [{ type: 'DocumentSigningDelegated', documentId: document.id, signer: index, from: by.id, to }];
}

/** A signature that wanders about is nobody's; the record has room for no more either. */
const MAX_DELEGATIONS = 10;
