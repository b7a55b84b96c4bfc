import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { CalendarProposal } from '#domain/deadlines/calendar-proposal';
import type { Principal } from '#domain/kernel/authoriser';
import { Temporal } from '#domain/kernel/temporal';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { calendarBody } from '#functions/calendars/propose-calendar/contract';
import { decideReplay } from '#functions/steps/decide-replay/decide-replay';
import { InMemoryCalendarRegister } from '#test/support/fakes/in-memory-calendar-register';
import { RecordingReplayMachine } from '#test/support/fakes/recording-replay-machine';

export const NOW = Temporal.Instant.from('2025-12-25T02:00:00Z');
export const PROPOSER: Principal = { kind: 'administrator', id: 'sub-administrator-1', roles: [] };
export const APPROVER: Principal = { kind: 'administrator', id: 'sub-administrator-2', roles: [] };
export const CITIZEN: Principal = { kind: 'citizen', id: 'sub-citizen', roles: [] };

/** What the functions of calendars work with, and the requests people send them. */
export function calendarOffice() {
  const register = new InMemoryCalendarRegister();
  const machine = new RecordingReplayMachine();
  const authoriser = createCedarAuthoriser();
  const common = { now: NOW, correlationId: 'correlation', language: 'vi' as const, ifMatch: undefined, query: undefined };
  return {
    tools: { register, machine, authoriser, needsSecondPerson: true },
    proposing: (body: z.input<typeof calendarBody>, { principal = PROPOSER, key = `key ${randomUUID()}`, hash = 'hash' }: { readonly principal?: Principal; readonly key?: string; readonly hash?: string } = {}) => ({
      ...common, principal, path: undefined, body: calendarBody.parse(body), idempotency: { scope: key, requestHash: hash },
    }),
    about: <Body = undefined>(edition: number, principal: Principal, body: Body) => ({
      ...common, principal, path: { edition }, body, idempotency: { scope: randomUUID(), requestHash: 'hash' },
    }),
    reading: <Query = undefined>(edition: number, principal: Principal, query: Query) => ({ ...common, principal, path: { edition }, body: undefined, query, idempotency: undefined }),
    /** As if the machine had gone through every shard of a cell without open dossiers. */
    lookedThrough: async (edition: number, mode: 'preview' | 'apply' = 'preview') => {
      const counts = { dossiersLookedAt: 0, dossiersMoving: 0, datesMoving: 0, dossiersNotCounted: 0 };
      for (let shard = 0; shard < 32; shard += 1) await register.noteProgress({ edition, mode }, { shard, pages: 1, isDone: true, counts });
      return decideReplay({ register, now: () => NOW.add({ minutes: 10 }) }, { edition });
    },
    state: async (edition: number): Promise<CalendarProposal['state'] | undefined> => (await register.proposal(edition))?.state,
  };
}
