import { describe, expect, test } from '@jest/globals';
import { percentComplete } from '#domain/dossiers/completion';
import { dossierView } from '#domain/dossiers/dossier-view';
import { movedView } from '#domain/dossiers/moved-view';
import { receipt } from '#domain/dossiers/receipt';
import { dossierResource } from '#domain/dossiers/resource';
import { smallProcedure } from './catalogue-procedure.ts';
import { agencyOf, APPLICATION, DESK, Story } from './story.ts';

function submitted(): Story {
  return new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' } }).grant().submit();
}

const working = () => submitted().accept().advance();
const settled = () => working().answer('appraise').answer('measure').advance().answer('sign').advance();
const personal = [APPLICATION.applicant.fullName, APPLICATION.applicant.identityNumber, 'bi-mat@example.vn', 'Trần Văn Riêng'];
const told = (view: unknown) => personal.filter((value) => JSON.stringify(view).includes(value));

describe('the answer to a move', () => {
  test('is short: where the dossier stands, by when, and nothing of the applicant', () => {
    expect(movedView(working().dossier)).toEqual({
      id: expect.any(String),
      code: 'H26.16-261005-0001',
      version: 7,
      status: 'in-progress',
      officialStatus: { code: 4, name: { vi: 'Đang xử lý', en: 'Processing' } },
      dueAt: '2026-10-15T10:00:00.000Z',
    });
    expect(told(movedView(working().dossier))).toEqual([]);
  });

  test('has neither code nor promise for a draft', () => {
    expect(movedView(new Story(smallProcedure(), '2026-10-05 09:00').create().dossier)).toEqual({ id: expect.any(String), version: 1, status: 'draft', officialStatus: undefined });
  });
});

describe('the receipt', () => {
  test('names each paper with the server’s hash, and when the desk decides', () => {
    const view = receipt(submitted().in('submitted'));
    expect(view).toMatchObject({ code: 'H26.16-261005-0001', submittedAt: '2026-10-05T02:00:00.000Z', receivingAgency: DESK, decisionBy: '2026-10-06T02:00:00.000Z' });
    expect(view.papers).toEqual([{ id: 'pp-plan', slot: 'plan', sizeBytes: 1000, sha256: 'a'.repeat(64), check: { outcome: 'being-checked', reasons: [] } }]);
    expect(told(view)).toEqual([]);
  });
});

describe('the whole view', () => {
  test('shows the application only to those who may read it', () => {
    const { dossier } = working();
    expect(dossierView(dossier, { withApplication: true })).toMatchObject({ application: APPLICATION });
    expect(told(dossierView(dossier, { withApplication: false }))).toEqual([]);
  });

  test('shows steps, clock and promise while there is work', () => {
    const view = dossierView(working().dossier, { withApplication: false });
    expect(view).toMatchObject({ status: 'in-progress', acceptedAt: '2026-10-05T02:00:00.000Z', dueAt: '2026-10-15T10:00:00.000Z', clock: [{ kind: 'started' }] });
    expect(view.steps.map(({ id, state }) => [id, state])).toEqual([['appraise', 'open'], ['measure', 'open']]);
  });

  test('shows what the applicant must supply, and by when', () => {
    const view = dossierView(working().answer('appraise', 'return-for-supplement').dossier, { withApplication: false });
    expect(view).toMatchObject({ supplement: { items: ['Bản vẽ'], answerBy: '2026-10-14T10:00:00.000Z' }, dueAt: undefined });
  });

  test('shows outcome and results at the end, and the reasons of a withdrawal', () => {
    expect(dossierView(settled().dossier, { withApplication: false })).toMatchObject({ outcome: 'granted', results: [{ type: 'permit' }], settledAt: '2026-10-05T02:00:00.000Z' });
    const story = working();
    story.ask({ type: 'withdraw', reason: 'Đổi ý' });
    expect(dossierView(story.dossier, { withApplication: false })).toMatchObject({ reasons: ['Đổi ý'], endedAt: '2026-10-05T02:00:00.000Z' });
  });

  test('shows who was asked for an opinion', () => {
    const story = working();
    story.ask({ type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' });
    expect(dossierView(story.dossier, { withApplication: false }).consultations).toMatchObject([{ id: 'opinions', stepId: 'appraise', state: 'open' }]);
  });
});

describe('the degree of completion', () => {
  const percent = (story: Story) => percentComplete(story.dossier, story.procedure);

  test('counts hand-in, acceptance, each step and the hand-over alike', () => {
    const story = new Story(smallProcedure(), '2026-10-05 09:00').create();
    expect(percent(story)).toBe(0);
    expect(percent(story.submit())).toBe(20);
    expect(percent(story.accept())).toBe(40);
    expect(percent(story.advance().answer('appraise').advance())).toBe(60);
    expect(percent(story.answer('sign').advance())).toBe(80);
    story.ask({ type: 'hand-over', method: 'desk' });
    expect(percent(story)).toBe(100);
  });

  test('does not fall when a "cannot" leaves steps undone', () => {
    expect(percent(working().answer('appraise', 'cannot'))).toBe(50);
    expect(percent(working().answer('appraise', 'cannot').advance())).toBe(83);
  });

  test('is whole when nothing more will come', () => {
    const story = submitted();
    story.ask({ type: 'refuse', reasons: ['x'] });
    expect(percent(story)).toBe(100);
  });
});

describe('what the policies may know', () => {
  test('is owner and desk, the agencies of steps and opinions, and the one step asked about', () => {
    const story = working();
    story.ask({ type: 'request-opinions', stepId: 'appraise', consultationId: 'opinions' });
    expect(dossierResource(story.dossier, { stepId: 'measure' })).toEqual({
      owner: 'citizen-1',
      receivingAgency: DESK,
      stepAgencies: [agencyOf('construction-authority'), agencyOf('land-office')],
      consultedAgencies: [agencyOf('fire-police'), agencyOf('culture-authority')],
      toldAgencies: [],
      stepAgency: agencyOf('land-office'),
    });
  });

  test.each([undefined, 'nowhere', 'constructor'])('names no step’s agency for %s', (stepId) => {
    expect(Object.keys(dossierResource(working().dossier, { stepId }))).not.toContain('stepAgency');
  });
});
