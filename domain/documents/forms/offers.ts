import { apologyData } from '#domain/documents/forms/apology-data';
import { controlSheetData } from '#domain/documents/forms/control-sheet-data';
import { receiptData } from '#domain/documents/forms/receipt-data';
import { refusalData } from '#domain/documents/forms/refusal-data';
import { registerData } from '#domain/documents/forms/register-data';
import { resultData } from '#domain/documents/forms/result-data';
import { stopNoticeData } from '#domain/documents/forms/stop-notice-data';
import { supplementRequestData } from '#domain/documents/forms/supplement-request-data';
import { offeredValues, type OfferedValues } from '#domain/documents/offered-values';
import type { DocumentTemplate } from '#domain/documents/template';

const schemas = {
  receipt: receiptData,
  'supplement-request': supplementRequestData,
  refusal: refusalData,
  apology: apologyData,
  'stop-notice': stopNoticeData,
  'control-sheet': controlSheetData,
  register: registerData,
  result: resultData,
} as const;

/** The values that documents of a kind may show. */
export function offersOf(kind: DocumentTemplate['shows']): OfferedValues {
  return offeredValues(schemas[kind]);
}
