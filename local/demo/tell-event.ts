import { z } from 'zod';

const told = z.object({
  seq: z.number(),
  at: z.string(),
  type: z.string(),
  stepId: z.string().optional(),
  code: z.string().optional(),
  dueAt: z.string().optional(),
  outcome: z.string().optional(),
  step: z.object({ id: z.string(), agency: z.string(), dueAt: z.string() }).optional(),
  answer: z.object({ outcome: z.string() }).optional(),
  results: z.array(z.object({ type: z.string(), agency: z.string() })).optional(),
});
export type ToldEvent = z.infer<typeof told>;
export const toldEvents = z.object({ events: z.array(told), next: z.number().optional() });

/** One event as a sentence a clerk would say; `agencyName` turns a code into a name. */
export function tellEvent(event: ToldEvent, agencyName: (code: string) => string): string {
  const when = vietnamTime(event.at);
  switch (event.type) {
    case 'DossierSubmitted':
      return `${when}  handed in, code ${event.code ?? ''}`;
    case 'DossierAccepted':
      return `${when}  accepted at the one-stop; result promised for ${event.dueAt === undefined ? 'later' : vietnamTime(event.dueAt)}`;
    case 'StepOpened':
      return `${when}  asked ${agencyName(event.step?.agency ?? '')}: ${event.step?.id ?? ''} (due ${vietnamTime(event.step?.dueAt ?? event.at)})`;
    case 'StepAnswered':
      return `${when}  answered: ${event.stepId ?? ''} → ${event.answer?.outcome ?? ''}`;
    case 'DossierSettled':
      return `${when}  settled (${event.outcome ?? ''}): ${(event.results ?? []).map((each) => each.type).join(', ')}`;
    default:
      return `${when}  ${words(event.type)}${event.stepId === undefined ? '' : ` (${event.stepId})`}`;
  }
}

function words(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** An instant as the clock on a Vietnamese wall shows it. */
function vietnamTime(instant: string): string {
  return new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant));
}
