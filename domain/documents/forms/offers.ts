import { receiptData } from '#domain/documents/forms/receipt-data';
import { offeredValues, type OfferedValues } from '#domain/documents/offered-values';
import type { DocumentTemplate } from '#domain/documents/template';

const schemas = { receipt: receiptData } as const;

/** The values that documents of a kind may show. */
export function offersOf(kind: DocumentTemplate['shows']): OfferedValues {
  return offeredValues(schemas[kind]);
}
