import type { Loggable } from '#functions/platform/loggable';

const KEY_OF: Readonly<Record<string, keyof Loggable>> = {
  dossierId: 'dossierId',
  dossierCode: 'code',
  procedureCode: 'procedureCode',
  agencyCode: 'agency',
  stepId: 'step',
  consultationId: 'consultationId',
};

// Ids and codes only: an address is typed by the caller, and anything else in it is not ours to keep.
const HARMLESS = /^[A-Za-z0-9.-]{1,60}$/;

/** The ids in an address, as a log line may carry them. */
export function loggablePath(parameters: Readonly<Record<string, string | undefined>>): Loggable {
  const allowed = Object.entries(parameters).flatMap(([name, value]) => {
    const key = KEY_OF[name];
    return key !== undefined && value !== undefined && HARMLESS.test(value) ? [[key, value]] : [];
  });
  return Object.fromEntries(allowed);
}
