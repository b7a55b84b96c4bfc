import type { Dossier, FiledDossier } from '#domain/dossiers/dossier';
import { receipt } from '#domain/dossiers/receipt';
import { METRIC } from '#domain/notifications/metric-names';
import type { HttpAnswer } from '#functions/platform/http-answer';
import { logFailure } from '#functions/platform/logger';
import { countMetric } from '#functions/platform/metrics';
import { signedReceipt, type StatementTools } from '#functions/platform/receipt-qr';

export interface AnswerReceiptTools {
  readonly receipts: StatementTools;
}

/** The receipt with its signed statement; a key that cannot be reached keeps nobody from handing in. */
export async function answerReceipt({ receipts }: AnswerReceiptTools, dossier: Dossier): Promise<HttpAnswer> {
  if (dossier.status === 'draft') return { status: 200 };
  const statement = await statementIfPossible(receipts, dossier);
  return { status: 200, body: { ...receipt(dossier), ...(statement === undefined ? {} : { statement }) } };
}

async function statementIfPossible(tools: StatementTools, dossier: FiledDossier): Promise<string | undefined> {
  try {
    return await signedReceipt(tools, dossier);
  } catch (error) {
    logFailure('receipt not signed', error, { dossierId: dossier.id });
    countMetric(METRIC.receiptsUnsigned);
    return undefined;
  }
}
