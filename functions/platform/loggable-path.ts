import type { Loggable } from '#functions/platform/loggable';

type LoggableId = 'dossierId' | 'code' | 'procedureCode' | 'agency' | 'step' | 'consultationId' | 'documentId' | 'jobId';

interface Parameter {
  readonly key: LoggableId;
  readonly isHarmless: (value: string) => boolean;
}

const isCode = (value: string) => /^[0-9A-Z.]{3,35}-\d{6}-\d{4,15}$/.test(value);
const isJobId = (value: string) => /^(bh|ex)-[0-9a-f]{32}$/.test(value);
const isKey = (value: string) => /^[a-z][a-z0-9-]{0,59}$/.test(value);

/**
 * An address is typed by the caller: people look up a dossier by their identity number, and a name fits between two slashes.
 * So a part of it is logged only when it has the very shape of what belongs there.
 */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  dossierId: { key: 'dossierId', isHarmless: (value) => /^ds-[a-z0-9]{1,40}$/.test(value) || isCode(value) },
  dossierCode: { key: 'code', isHarmless: isCode },
  procedureCode: { key: 'procedureCode', isHarmless: (value) => /^\d\.\d{6}(\.[0-9A-Z.]{1,20})?$/.test(value) },
  agencyCode: { key: 'agency', isHarmless: (value) => /^([A-Y]\d{2}(\.[0-9A-Z]{1,10}){0,6}|\d{3}(\.\d{2}){2}\.[A-Y]\d{2})$/.test(value) },
  stepId: { key: 'step', isHarmless: isKey },
  consultationId: { key: 'consultationId', isHarmless: isKey },
  documentId: { key: 'documentId', isHarmless: (value) => /^doc-[0-9a-f]{24}$/.test(value) },
  bulkId: { key: 'jobId', isHarmless: isJobId },
  exportId: { key: 'jobId', isHarmless: isJobId },
};

/** The ids in an address, as a log line may carry them. */
export function loggablePath(parameters: Readonly<Record<string, string | undefined>>): Loggable {
  const allowed = Object.entries(parameters).flatMap(([name, value]): [LoggableId, string][] => {
    const parameter = PARAMETERS[name];
    return parameter !== undefined && value !== undefined && parameter.isHarmless(value) ? [[parameter.key, value]] : [];
  });
  const ids: Readonly<Partial<Record<LoggableId, string>>> = Object.fromEntries(allowed);
  return ids;
}
