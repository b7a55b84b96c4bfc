import { createHash } from 'node:crypto';
import { type ReceiptClaims, receiptClaims, type ResultClaims, resultClaims, type StatedResult } from '#domain/documents/receipt-statement';
import type { StatementSigner } from '#domain/documents/statement';
import type { StatementStore } from '#domain/documents/statement-store';
import type { FiledDossier } from '#domain/dossiers/dossier';
import { canonicalJson } from '#domain/kernel/canonical-json';
import { chainTools } from '#functions/platform/chain-tools';

export interface StatementTools {
  readonly signer: StatementSigner;
  readonly statements: StatementStore;
  /** The code of the province or ministry the cell serves. */
  readonly issuer: string;
}

export interface QrOrder {
  readonly dossier: FiledDossier;
  /** What people call the cell by: `https://motcua.example`, without a slash at its end. */
  readonly origin: string;
}

/** A signed statement, and the text of the QR code with it: the page it opens reads the fragment, which no server is ever sent. */
export interface ReceiptQr {
  readonly statement: string;
  readonly text: string;
}

/**
 * The statement a receipt carries; the same facts of the record give the same bytes, however often it is asked for.
 * @throws Error when the key cannot be reached
 */
export async function receiptQr(tools: StatementTools, { dossier, origin }: QrOrder): Promise<ReceiptQr> {
  return qrOf(await signedReceipt(tools, dossier), origin);
}

/** The statement the document of a result carries. @throws Error when the key cannot be reached */
export async function resultQr(tools: StatementTools, { dossier, origin }: QrOrder, result: StatedResult): Promise<ReceiptQr> {
  return qrOf(await statementOnce(tools, resultClaims(dossier, result, issuingBy(tools))), origin);
}

/** The statement of a receipt alone, for who shows it otherwise than as a QR code. @throws Error when the key cannot be reached */
export function signedReceipt(tools: StatementTools, dossier: FiledDossier): Promise<string> {
  return statementOnce(tools, receiptClaims(dossier, issuingBy(tools)));
}

function issuingBy({ issuer }: StatementTools) {
  return { issuer, sha256: chainTools.sha256 };
}

function qrOf(statement: string, origin: string): ReceiptQr {
  return { statement, text: `${origin}/verify#${statement}` };
}

/** Kept under the hash of what it states: who asks twice, or two at once, have one statement. */
async function statementOnce({ signer, statements }: StatementTools, claims: ReceiptClaims | ResultClaims): Promise<string> {
  const name = createHash('sha256').update(canonicalJson(claims)).digest('hex');
  return (await statements.kept(name)) ?? statements.keepOnce(name, await signer.sign({ ...claims }));
}
