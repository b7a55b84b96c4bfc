import { expect } from '@jest/globals';
import { DomainError, type DomainErrorDetails } from '#domain/kernel/domain-error';
import type { Story, Wish } from './story.ts';

/** Expects the wish to be refused without changing anything; returns why. */
export function refused(story: Story, wish: Wish): DomainErrorDetails {
  const [events, before] = [story.recorded.length, story.recorded.length === 0 ? undefined : structuredClone(story.dossier)];
  const details = refusalOf(() => story.ask(wish));
  expect(story.recorded).toHaveLength(events);
  if (before !== undefined) expect(story.dossier).toEqual(before);
  expect(details.mend.vi).not.toBe('');
  expect(details.mend.en).not.toBe('');
  return details;
}

/** The details of the DomainError that `act` throws; any other end fails the test. */
export function refusalOf(act: () => unknown): DomainErrorDetails {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
  throw new Error('nothing was refused');
}
