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
  const tell = sentences[event.type];
  const what = tell === undefined ? `${words(event.type)}${event.stepId === undefined ? '' : ` (${event.stepId})`}` : tell(event, agencyName);
  return `${vietnamTime(event.at)}  ${what}`;
}

const sentences: Readonly<Record<string, typeof tellEvent>> = {
  DossierSubmitted: ({ code = '' }) => `handed in, code ${code}`,
  DossierAccepted: ({ dueAt }) => `accepted at the one-stop; result promised for ${dueAt === undefined ? 'later' : vietnamTime(dueAt)}`,
  StepOpened: ({ step, at }, agencyName) => `asked ${agencyName(step?.agency ?? '')}: ${step?.id ?? ''} (due ${vietnamTime(step?.dueAt ?? at)})`,
  StepAnswered: ({ stepId = '', answer }) => `answered: ${stepId} → ${answer?.outcome ?? ''}`,
  DossierSettled: ({ outcome = '', results = [] }) => `settled (${outcome}): ${results.map((each) => each.type).join(', ')}`,
};

function words(type: string): string {
  return type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** An instant as the clock on a Vietnamese wall shows it. */
function vietnamTime(instant: string): string {
  return new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant));
}
