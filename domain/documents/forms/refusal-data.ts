import * as z from 'zod';
import { dossierHead } from '#domain/documents/forms/dossier-head';
import { lastOf, type FormContent, type FormSource } from '#domain/documents/forms/form-source';
import { said, shownDossierHead } from '#domain/documents/forms/shown-words';

/** What form 03, the refusal to receive or to settle, shows. */
export const refusalData = shownDossierHead.extend({ refused: said, reasons: z.array(said) }).strict();

const REFUSED = {
  reception: { vi: 'tiếp nhận', en: 'to receive' },
  settlement: { vi: 'giải quyết', en: 'to grant' },
} as const;

/** The refusal that form 03 tells of: at the desk, or of what is asked. */
export function refusalMoment(events: FormSource['events']): Refusal | undefined {
  const refused = lastOf(events, 'DossierRefused');
  if (refused !== undefined) return { at: refused.at, seq: refused.seq, what: 'reception', reasons: refused.event.reasons };
  const settled = lastOf(events, 'DossierSettled');
  if (settled === undefined || settled.event.outcome === 'granted') return undefined;
  return { at: settled.at, seq: settled.seq, what: 'settlement', reasons: settled.event.reasons };
}

/** Form 03 (Circular 03/2025/TT-VPCP): the desk refused to receive the dossier, or the agencies to grant what it asks. */
export function refusalContent(source: FormSource): FormContent | undefined {
  const refusal = refusalMoment(source.events);
  return refusal === undefined ? undefined : content(source, refusal);
}

interface Refusal {
  readonly at: string;
  readonly seq: number;
  readonly what: keyof typeof REFUSED;
  readonly reasons: string[];
}

function content(source: FormSource, { at, seq, what, reasons }: Refusal): FormContent {
  const data: z.infer<typeof refusalData> = { ...dossierHead(source, at), refused: REFUSED[what][source.language], reasons };
  return { data, madeAt: at, seq };
}
