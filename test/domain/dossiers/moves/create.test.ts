import { describe, expect, test } from '@jest/globals';
import { smallProcedure } from '../catalogue-procedure.ts';
import { refused } from '../refused.ts';
import { APPLICATION, DESK, Story, type Wish } from '../story.ts';

function wish(more: Partial<Extract<Wish, { type: 'create' }>> = {}): Wish {
  return { type: 'create', id: 'x', choices: {}, channel: 'online', place: { commune: '00001', province: 'H26' }, ownerId: 'citizen-1', receivingAgency: DESK, application: APPLICATION, ...more };
}

function unwritten(): Story {
  return new Story(smallProcedure(), '2026-10-05 09:00');
}

describe('creating a dossier', () => {
  test('opens a draft bound to the version, with the defaults of the choices filled in', () => {
    const story = unwritten();
    story.ask(wish());
    expect(story.in('draft')).toMatchObject({
      version: 1,
      procedure: { code: '1.900001', version: 1 },
      caseId: 'small',
      choices: { size: 'small' },
      createdAt: '2026-10-05T02:00:00.000Z',
      application: APPLICATION,
      papers: {},
      steps: {},
    });
  });

  test('takes the case the choices make', () => {
    const story = unwritten();
    story.ask(wish({ choices: { size: 'large' } }));
    expect(story.dossier.caseId).toBe('large');
  });

  test('is refused for a channel the procedure does not offer', () => {
    expect(refused(unwritten(), wish({ channel: 'post' }))).toMatchObject({ kind: 'rule-broken', code: 'channel-not-offered', fields: [{ pointer: '/channel' }] });
  });

  test.each([[{ size: 'huge' }], [{ colour: 'red' }], [{ constructor: 'x' }]])('is refused for choices the procedure does not know: %j', (choices) => {
    expect(refused(unwritten(), wish({ choices }))).toMatchObject({ kind: 'rule-broken', code: 'invalid-choices' });
  });

  describe('with a number that somebody says was proved', () => {
    const by = { kind: 'officer' as const, id: 'desk-1', agency: DESK };
    const proved = (identityNumber = '001190000001') => ({ ...APPLICATION, applicant: { ...APPLICATION.applicant, kind: 'citizen' as const, identityNumber, identityProof: 'identity-card' as const } });

    test('is taken from an officer who has the citizen before him', () => {
      const story = unwritten();
      story.ask(wish({ by, ownerId: by.id, channel: 'desk', application: proved() }));
      expect(story.in('draft')).toMatchObject({ ownerId: 'desk-1', channel: 'desk' });
    });

    test.each([
      ['a citizen says it of himself', { by: { kind: 'citizen' as const, id: 'citizen-1' }, channel: 'desk' as const, application: proved() }],
      ['an officer says it of somebody who is not there', { by, channel: 'online' as const, application: proved() }],
      ['it is no personal identification number', { by, channel: 'desk' as const, application: proved('B1234567') }],
    ])('is refused when %s', (_when, changes) => {
      expect(refused(unwritten(), wish(changes))).toMatchObject({ kind: 'rule-broken', code: 'identity-not-proved', fields: [{ pointer: '/application/applicant/identityProof' }] });
    });
  });

  test('is refused when the dossier exists', () => {
    const story = unwritten().create();
    expect(refused(story, wish())).toMatchObject({ kind: 'forbidden-by-state', code: 'move-not-allowed' });
  });
});

describe('a dossier that does not exist', () => {
  const moves: Wish[] = [
    { type: 'grant-papers', papers: [] },
    { type: 'submit', code: 'x', roles: {}, found: [] },
    { type: 'accept' },
    { type: 'request-supplement', items: ['a'], reasons: ['b'] },
    { type: 'supplement', found: [] },
    { type: 'refuse', reasons: ['b'] },
    { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [] },
    { type: 'notify-obligation', stepId: 'appraise', amountDong: 1, reference: 'x' },
    { type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' },
    { type: 'give-opinion', consultationId: 'opinions', agency: 'H26', verdict: 'agree' },
    { type: 'withdraw', reason: 'x' },
    { type: 'hand-over', method: 'desk' },
  ];

  test.each(moves.map((move) => [move.type, move] as const))('is not found by %s', (_type, move) => {
    expect(refused(unwritten(), move)).toMatchObject({ kind: 'not-found', code: 'dossier-not-found' });
  });

  test('is not advanced, and that is no error', () => {
    expect(unwritten().ask({ type: 'advance' })).toEqual([]);
  });
});
