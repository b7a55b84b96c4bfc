import type { FiledDossier } from '#domain/dossiers/dossier';
import { epochSeconds } from '#domain/kernel/instant';
import { fromHex, type Sha256 } from '#domain/kernel/sha256';
import { leafHash, rootOf } from '#domain/log/merkle-tree';

/** A QR code that a phone reads from paper holds some 1,500 characters: so many hashes find room beside the rest. */
const MAX_PAPERS_LISTED = 12;

interface Issuing {
  /** The code of the province or ministry whose cell states it. */
  readonly issuer: string;
  readonly sha256: Sha256;
}

/** SHA-256 of the papers, base64url and in order; of more than twelve the root of the tree (RFC 6962) over them. */
type StatedPapers = { readonly papers: readonly string[] } | { readonly papersRoot: string; readonly paperCount: number };

interface StatedAlways {
  readonly iss: string;
  /** Seconds since 1970 of the fact that is stated, not of the signing: the same facts give the same claims. */
  readonly iat: number;
  readonly code: string;
  readonly procedure: string;
  /** The one-stop that received the dossier. */
  readonly agency: string;
}

export type ReceiptClaims = StatedAlways & StatedPapers & {
  readonly kind: 'receipt';
  /** The promised instant, once accepted; before that, by when the desk decides on the hand-in. */
  readonly promised?: string;
  readonly decisionBy?: string;
};

export type ResultClaims = StatedAlways & StatedPapers & {
  readonly kind: 'result';
  /** The document that carries the statement: what it grants, who issues it, under which number. */
  readonly result: { readonly type: string; readonly agency: string; readonly number: string };
};

/** A result as it is drafted. */
export interface StatedResult {
  readonly type: string;
  readonly agency: string;
  /** Number and notation (Decree 30/2020/NĐ-CP). */
  readonly number: string;
  /** ISO instant of the draft. */
  readonly at: string;
}

/** What the receipt (form 01) states, to be verified with the published key alone; without a word about the person. */
export function receiptClaims(dossier: FiledDossier, issuing: Issuing): ReceiptClaims {
  const acceptedAt = 'acceptedAt' in dossier ? dossier.acceptedAt : undefined;
  const dueAt = 'dueAt' in dossier ? dossier.dueAt : undefined;
  const until = acceptedAt === undefined ? { decisionBy: dossier.receptionDueAt } : dueAt === undefined ? {} : { promised: dueAt };
  return { kind: 'receipt', ...statedAlways(dossier, acceptedAt ?? dossier.receivedAt, issuing), ...until, ...statedPapers(dossier, issuing) };
}

/** What a result's document states: which dossier it answers, who issues it under which number, on which papers. */
export function resultClaims(dossier: FiledDossier, { type, agency, number, at }: StatedResult, issuing: Issuing): ResultClaims {
  return { kind: 'result', ...statedAlways(dossier, at, issuing), result: { type, agency, number }, ...statedPapers(dossier, issuing) };
}

function statedAlways({ code, procedure, receivingAgency }: FiledDossier, at: string, { issuer }: Issuing): StatedAlways {
  return { iss: issuer, iat: epochSeconds(at), code, procedure: procedure.code, agency: receivingAgency };
}

function statedPapers({ papers }: FiledDossier, { sha256 }: Issuing): StatedPapers {
  const digests = Object.values(papers).filter(({ state }) => state === 'received').map((paper) => paper.sha256).toSorted();
  if (digests.length <= MAX_PAPERS_LISTED) return { papers: digests.map((hex) => base64url(fromHex(hex))) };
  return { papersRoot: base64url(rootOf(sha256, digests.map((hex) => leafHash(sha256, fromHex(hex))))), paperCount: digests.length };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
