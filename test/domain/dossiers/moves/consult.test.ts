import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { agencyOf, Story, type Wish } from '../story.ts';

const FIRE = agencyOf('fire-police');
const CULTURE = agencyOf('culture-authority');
const CONSULTATION = '/stages/0/steps/0/consultations/0';

function asking(changes: Readonly<Record<string, unknown>> = {}): Story {
  const story = new Story(smallProcedure(changes), '2026-10-05 09:00').begun();
  story.ask(request());
  return story;
}

function request(more: Partial<Extract<Wish, { type: 'request-opinions' }>> = {}): Wish {
  return { type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions', ...more };
}

function opinion(agency: string, verdict: 'agree' | 'disagree' = 'agree', consultationId = 'opinions'): Extract<Wish, { type: 'give-opinion' }> {
  return { type: 'give-opinion', consultationId, agency, verdict };
}

const consultationOf = (story: Story) => story.dossier.consultations['opinions'];
const states = (story: Story) => Object.fromEntries(Object.entries(consultationOf(story)?.opinions ?? {}).map(([agency, each]) => [agency, each.state]));
const answer: Wish = { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [] };

describe('asking for opinions', () => {
  test('asks all agencies at once with the same question and limit', () => {
    expect(consultationOf(asking())).toEqual({
      id: 'opinions',
      stepId: 'appraise',
      question: 'Tên',
      askedAt: '2026-10-05T02:00:00.000Z',
      dueAt: '2026-10-07T10:00:00.000Z',
      onSilence: 'ESCALATE',
      quorum: 2,
      revision: 1,
      state: 'open',
      opinions: { [FIRE]: { state: 'asked' }, [CULTURE]: { state: 'asked' } },
    });
  });

  test('takes the agency’s own words for the question', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').begun();
    story.ask(request({ question: 'Cao bao nhiêu?' }));
    expect(consultationOf(story)?.question).toBe('Cao bao nhiêu?');
  });

  test.each<[more: Partial<Extract<Wish, { type: 'request-opinions' }>>, code: string]>([
    [{ consultationId: 'poems' }, 'consultation-not-foreseen'],
    [{ consultationId: 'constructor' }, 'consultation-not-foreseen'],
    [{ stepId: 'nowhere' }, 'step-not-found'],
  ])('is refused for %j', (more, code) => {
    expect(refused(new Story(smallProcedure(), '2026-10-05 09:00').begun(), request(more))).toMatchObject({ code });
  });

  test('is refused when no agency stands for any of the roles to be asked', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').create();
    story.ask({ type: 'submit', code: 'H26.16-261005-0001', roles: {}, found: [] });
    expect(refused(story.accept().advance(), request())).toMatchObject({ kind: 'rule-broken', code: 'no-agency-for-role' });
  });

  test('is refused a second time', () => {
    expect(refused(asking(), request())).toMatchObject({ kind: 'rule-broken', code: 'consultation-already-asked' });
  });

  test('is refused for a step answered', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').begun().answer('appraise');
    expect(refused(story, request())).toMatchObject({ kind: 'forbidden-by-state', code: 'step-not-open' });
  });

  test('is refused before there is work and after it', () => {
    const submitted = new Story(smallProcedure(), '2026-10-05 09:00').create().submit();
    const settled = new Story(smallProcedure(), '2026-10-05 09:00').begun().answer('appraise', 'cannot').advance();
    for (const story of [submitted, settled]) {
      expect(refused(story, request())).toMatchObject({ code: 'move-not-allowed' });
      expect(refused(story, opinion(FIRE))).toMatchObject({ code: 'move-not-allowed' });
    }
  });
});

describe('an opinion', () => {
  test('is kept with its verdict, and the last one closes the consultation', () => {
    const story = asking();
    story.ask({ ...opinion(FIRE, 'disagree'), text: 'Thiếu lối thoát' });
    expect(consultationOf(story)).toMatchObject({ state: 'open', revision: 2, opinions: { [FIRE]: { state: 'given', verdict: 'disagree', text: 'Thiếu lối thoát', at: '2026-10-05T02:00:00.000Z' } } });
    story.ask(opinion(CULTURE));
    expect(consultationOf(story)).toMatchObject({ state: 'closed', revision: 4 });
    expect(story.happened('ConsultationClosed')).toEqual([{ type: 'ConsultationClosed', consultationId: 'opinions', silentAgencies: [] }]);
  });

  test('that fills the quorum closes it, and calls nobody silent whose time still ran', () => {
    const story = asking({ [`${CONSULTATION}/quorum`]: 1 });
    story.ask(opinion(FIRE));
    expect(consultationOf(story)?.state).toBe('closed');
    expect(states(story)).toEqual({ [FIRE]: 'given', [CULTURE]: 'asked' });
    expect(refused(story, opinion(CULTURE))).toMatchObject({ kind: 'forbidden-by-state', code: 'opinion-not-awaited' });
  });

  test('is refused twice from one agency', () => {
    const story = asking();
    story.ask(opinion(FIRE));
    expect(refused(story, opinion(FIRE))).toMatchObject({ kind: 'forbidden-by-state', code: 'opinion-not-awaited' });
  });

  test.each([
    ['an agency not asked', opinion('H99')],
    ['a consultation not asked', opinion(FIRE, 'agree', 'poems')],
    ['a name every object has', opinion(FIRE, 'agree', 'constructor')],
    ['an agency named like that', opinion('constructor')],
  ])('is not found for %s', (_what, wish) => {
    expect(refused(asking(), wish)).toMatchObject({ kind: 'not-found', code: 'consultation-not-found' });
  });

  test('keeps the asking agency from its result, until the last is in', () => {
    const story = asking();
    expect(refused(story, answer)).toMatchObject({ kind: 'rule-broken', code: 'consultation-open' });
    story.ask(opinion(FIRE));
    expect(refused(story, answer)).toMatchObject({ code: 'consultation-open' });
    story.ask(opinion(CULTURE));
    expect(story.ask(answer)).toHaveLength(1);
  });
});

describe('silence, when the limit has passed', () => {
  const after = (rule: string) => asking({ [`${CONSULTATION}/onSilence`]: rule }).at('2026-10-07 17:00');

  test('means nothing a moment before', () => {
    expect(asking().at('2026-10-07 16:59').ask({ type: 'advance' })).toEqual([]);
  });

  test('is reported where the rule is ESCALATE, and a late opinion still counts', () => {
    const story = after('ESCALATE');
    story.ask(opinion(FIRE));
    story.advance();
    expect(story.happened('ConsultationEscalated')).toEqual([{ type: 'ConsultationEscalated', consultationId: 'opinions', silentAgencies: [CULTURE] }]);
    expect(consultationOf(story)?.state).toBe('escalated');
    expect(states(story)).toEqual({ [FIRE]: 'given', [CULTURE]: 'asked' });
    story.ask(opinion(CULTURE, 'disagree'));
    expect(consultationOf(story)?.state).toBe('closed');
  });

  test('lets the agency answer without, where it was escalated; who never spoke is then silent', () => {
    const story = after('ESCALATE').advance();
    story.ask(answer);
    expect(consultationOf(story)?.state).toBe('closed');
    expect(states(story)).toEqual({ [FIRE]: 'silent', [CULTURE]: 'silent' });
  });

  test('is agreement where the rule is DEEMED_AGREED', () => {
    const story = after('DEEMED_AGREED').advance();
    expect(states(story)).toEqual({ [FIRE]: 'deemed-agreed', [CULTURE]: 'deemed-agreed' });
    expect(consultationOf(story)?.opinions[FIRE]?.verdict).toBe('agree');
    expect(story.happened('OpinionDeemedAgreed').map(({ agency }) => agency)).toEqual([FIRE, CULTURE].toSorted());
  });

  test('is told in the order of the agencies’ codes, however the record gives them back', () => {
    const story = after('CONTINUE_WITHOUT');
    story.advance();
    expect(CULTURE < FIRE).toBe(true);
    expect(story.happened('ConsultationClosed')).toMatchObject([{ silentAgencies: [CULTURE, FIRE] }]);
  });

  test('is passed over where the rule is CONTINUE_WITHOUT', () => {
    const story = after('CONTINUE_WITHOUT');
    story.advance();
    expect(states(story)).toEqual({ [FIRE]: 'silent', [CULTURE]: 'silent' });
    expect(story.happened('ConsultationClosed')).toMatchObject([{ silentAgencies: [FIRE, CULTURE].toSorted() }]);
  });

  test.each(['DEEMED_AGREED', 'CONTINUE_WITHOUT'])('cannot be broken late, though no machine has looked yet: %s', (rule) => {
    expect(refused(after(rule), opinion(FIRE, 'disagree'))).toMatchObject({ kind: 'forbidden-by-state', code: 'opinion-not-awaited' });
  });

  test.each([
    ['DEEMED_AGREED', 'deemed-agreed'],
    ['CONTINUE_WITHOUT', 'silent'],
    ['ESCALATE', 'silent'],
  ])('lets the asking agency answer at once, though no machine has looked yet: %s', (rule, state) => {
    const story = after(rule);
    story.ask(answer);
    expect(consultationOf(story)?.state).toBe('closed');
    expect(states(story)).toEqual({ [FIRE]: state, [CULTURE]: state });
    expect(story.advance().openSteps()).toEqual(['sign']);
  });

  test('speaks while the applicant owes a supplement too', () => {
    const story = asking({ [`${CONSULTATION}/onSilence`]: 'DEEMED_AGREED' }).answer('appraise', 'return-for-supplement');
    story.at('2026-10-07 17:00').advance();
    expect(consultationOf(story)?.state).toBe('closed');
  });
});

describe('a consultation nobody needs any more', () => {
  const endings: [how: string, end: (story: Story) => unknown][] = [
    ['its step cannot', (story) => story.answer('appraise', 'cannot')],
    ['the applicant withdraws', (story) => story.ask({ type: 'withdraw', reason: 'Đổi ý' })],
    ['the supplement never comes', (story) => story.answer('appraise', 'return-for-supplement').at('2026-12-01 09:00').advance()],
  ];

  test.each(endings)('is closed when %s', (_how, end) => {
    const story = asking();
    end(story);
    expect(consultationOf(story)?.state).toBe('closed');
    const seen = story.recorded.length;
    story.at('2026-12-02 09:00').advance();
    expect(story.recorded.slice(seen).map(({ event }) => event.type)).not.toContain('ConsultationEscalated');
  });

  test('calls nobody silent whose time still ran', () => {
    const story = asking().answer('appraise', 'cannot');
    expect(states(story)).toEqual({ [FIRE]: 'asked', [CULTURE]: 'asked' });
  });

  test('is closed when another agency’s "cannot" ends the dossier', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').begun({ choices: { size: 'large' } });
    story.ask(request());
    story.answer('measure', 'cannot').advance();
    expect(story.in('settled').consultations['opinions']?.state).toBe('closed');
  });
});
