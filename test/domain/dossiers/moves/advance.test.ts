import { describe, expect, test } from '@jest/globals';
import { evolve } from '#domain/dossiers/evolve';
import { isOver, waitsFor, wakeAt } from '#domain/dossiers/wake';
import { smallProcedure } from '../catalogue-procedure.ts';
import { APPLICATION, DESK, Story } from '../story.ts';

function submitted(changes: Readonly<Record<string, unknown>> = {}): Story {
  return new Story(smallProcedure(changes), '2026-10-05 09:00').create().submit();
}

const working = (changes: Readonly<Record<string, unknown>> = {}) => submitted(changes).accept().advance();
const wake = (story: Story) => wakeAt(story.dossier, story.context);

describe('what is due', () => {
  test('is the first stage once the dossier is accepted', () => {
    const story = submitted().accept();
    expect(story.ask({ type: 'advance' })).toMatchObject([{ type: 'StepOpened', step: { id: 'appraise' }, facts: [] }]);
    expect(story.ask({ type: 'advance' })).toEqual([]);
  });

  test('is nothing for a draft', () => {
    expect(new Story(smallProcedure(), '2026-10-05 09:00').create().at('2027-01-05 09:00').ask({ type: 'advance' })).toEqual([]);
  });
});

describe('an alert', () => {
  test('says once that the desk is late', () => {
    const story = submitted().waitUntil('2026-10-09 09:00');
    expect(story.happened('SlaBreached')).toEqual([{ type: 'SlaBreached', what: 'reception', agency: DESK, dueAt: '2026-10-06T02:00:00.000Z', epoch: 1 }]);
    expect(story.recorded.find(({ event }) => event.type === 'SlaBreached')?.at).toBe('2026-10-06T02:01:00.000Z');
  });

  test('says it again for the reception after a supplement, under another epoch', () => {
    const story = submitted().waitUntil('2026-10-07 09:00');
    story.ask({ type: 'request-supplement', items: ['x'], reasons: ['y'] });
    story.supplement().waitUntil('2026-10-12 09:00');
    expect(story.happened('SlaBreached').map(({ what, epoch }) => [what, epoch])).toEqual([['reception', 1], ['reception', 2]]);
  });

  test('says once that a step is at risk and once that it is late, and who holds it', () => {
    const story = working().waitUntil('2026-10-09 09:00');
    const { agency, dueAt } = story.dossier.steps['appraise'] ?? {};
    expect(story.happened('SlaAtRisk')).toEqual([{ type: 'SlaAtRisk', what: 'step', stepId: 'appraise', agency, dueAt, epoch: 1 }]);
    expect(story.happened('SlaBreached')).toEqual([{ type: 'SlaBreached', what: 'step', stepId: 'appraise', agency, dueAt, epoch: 1 }]);
  });

  test('says all at once to a machine that slept through them, in the order of their instants', () => {
    const story = working().at('2026-10-09 09:00').advance();
    expect(story.types().slice(-4)).toEqual(['CheckpointReached', 'SlaAtRisk', 'SlaBreached', 'LatenessEscalated']);
  });

  test('speaks of a step’s second round anew', () => {
    const story = working().waitUntil('2026-10-09 09:00').answer('appraise', 'return-for-supplement').supplement().waitUntil('2026-10-15 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'step').map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  test('says once that the promise is broken, for the clock’s epoch', () => {
    const story = working().waitUntil('2026-10-20 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'settlement')).toEqual([{ type: 'SlaBreached', what: 'settlement', agency: DESK, dueAt: '2026-10-12T10:00:00.000Z', epoch: 1 }]);
  });

  test('does not say again that a promise is broken which a pause could not mend', () => {
    const story = working({ '/supplement/clock': 'RESUME' }).waitUntil('2026-10-14 09:00').answer('appraise', 'return-for-supplement').at('2026-10-15 09:00').supplement().waitUntil('2026-10-30 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'settlement')).toHaveLength(1);
  });

  test('speaks anew of a promise given anew', () => {
    const story = working().waitUntil('2026-10-14 09:00').answer('appraise', 'return-for-supplement').at('2026-10-15 09:00').supplement().waitUntil('2026-10-30 09:00');
    expect(story.happened('SlaBreached').filter(({ what }) => what === 'settlement').map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});

describe('waking', () => {
  test('is now when something is due', () => {
    expect(wake(submitted().accept())).toBe('2026-10-05T02:00:00.000Z');
  });

  test('is the desk’s limit, then the next checkpoint of the work', () => {
    expect(wake(submitted())).toBe('2026-10-06T02:01:00.000Z');
    expect(wake(working())).toBe('2026-10-08T01:15:00.000Z');
  });

  test('is the applicant’s limit while a supplement is awaited', () => {
    expect(wake(working().answer('appraise', 'return-for-supplement'))).toBe('2026-10-14T10:00:00.000Z');
  });

  test('looks after a consultation a quarter of an hour past its limit, should its own machine be lost', () => {
    const story = working();
    story.ask({ type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' });
    expect(wake(story)).toBe('2026-10-07T10:15:00.000Z');
    expect(wake(story.at('2026-10-07 17:05'))).toBe('2026-10-07T10:05:00.000Z');
  });

  test('never comes for a draft, for what is over, or when every limit has passed and was told', () => {
    expect(wake(new Story(smallProcedure(), '2026-10-05 09:00').create())).toBeUndefined();
    expect(wake(working().answer('appraise', 'cannot').advance())).toBeUndefined();
    expect(wake(working().waitUntil('2026-12-01 09:00'))).toBeUndefined();
  });
});

test('a dossier tells whom it waits for', () => {
  const words = [
    new Story(smallProcedure(), '2026-10-05 09:00').create(),
    submitted(),
    working(),
    working().answer('appraise', 'return-for-supplement'),
    working({ '/stages/0/steps/0/kind': 'obligation' }),
    working().answer('appraise', 'cannot').advance(),
  ].map((story) => [waitsFor(story.dossier), isOver(story.dossier)]);
  expect(words).toEqual([['citizen', false], ['desk', false], ['agencies', false], ['citizen', false], ['payment', false], ['hand-over', true]]);
});

describe('a record that cannot be', () => {
  const [first, second] = submitted().recorded;
  if (first === undefined || second === undefined) throw new Error('two events are expected');

  test('does not begin with anything but the creation, nor later than seq 1, nor without its application', () => {
    expect(() => evolve(undefined, second, APPLICATION)).toThrow('Broken record');
    expect(() => evolve(undefined, { ...first, seq: 2 }, APPLICATION)).toThrow('Broken record');
    expect(() => evolve(undefined, first)).toThrow('Broken record');
  });

  test('has no hole, no repetition and no event out of its state', () => {
    const draft = evolve(undefined, first, APPLICATION);
    expect(() => evolve(draft, { ...second, seq: 3 })).toThrow('expected seq 2');
    expect(() => evolve(draft, first)).toThrow('expected seq 2');
    expect(() => evolve(draft, { ...first, seq: 2 })).toThrow('cannot follow in state draft');
    expect(() => evolve(draft, { ...second, event: { type: 'DossierStopped', reasons: [] } })).toThrow('cannot follow in state draft');
  });
});
