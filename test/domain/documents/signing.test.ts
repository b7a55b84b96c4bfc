import { describe, expect, test } from '@jest/globals';
import { wakeAt } from '#domain/dossiers/wake';
import { inVietnamTime } from '#test/domain/deadlines/at-vietnam-time';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { delegate, draft, fileAfter, officer, refuse, sign } from '#test/domain/dossiers/signing-wishes';
import { agencyOf, Story, type Wish } from '#test/domain/dossiers/story';

const ONE = 'doc-000000000000000000000001';
const TWO = 'doc-000000000000000000000002';
const RESULT = { type: 'report', name: { vi: 'Báo cáo', en: 'Report' } };
const working = (result: Readonly<Record<string, unknown>> = RESULT) =>
  new Story(smallProcedure({ '/stages/0/steps/0/result': result }), '2026-10-05 09:00').create({ choices: { size: 'large' } }).grant().submit().accept().advance();
const asking = (story: Story, ...wishes: readonly Wish[]) => {
  for (const wish of wishes) story.ask(wish);
  return story;
};
const drafted = () => asking(working(), draft(ONE));
const issued = (result = RESULT) => asking(working(result), draft(ONE), sign('head', ONE), sign('clerk', ONE));
const documentOf = (story: Story, id = ONE) => story.dossier.documents[id];
const refusal = (story: Story, wish: Wish): unknown => {
  try {
    story.ask(wish);
  } catch (error) {
    return error;
  }
  return undefined;
};
const expectRefused = (story: Story, wish: Wish, code: string) => {
  expect(refusal(story, wish)).toMatchObject({ details: { code } });
};

describe('the order of signatures', () => {
  test('the competent person signs first, then the agency, and the last signature issues the document', () => {
    const story = issued();
    expect(documentOf(story)).toMatchObject({ state: 'issued', revision: 4, file: fileAfter(2), signers: [{ state: 'signed', level: 'B-T' }, { state: 'signed', capacity: 'agency' }] });
    expect(story.types().slice(-4)).toEqual(['DocumentDrafted', 'DocumentSigned', 'DocumentSigned', 'DocumentIssued']);
  });

  test('the clerk seals nothing that the person has not signed', () => {
    expectRefused(asking(working(), draft(ONE, { signers: [{ capacity: 'officer', officer: 'head' }, { capacity: 'agency', officer: 'clerk' }] })), sign('clerk', ONE, { seen: 0 }), 'signature-out-of-order');
  });

  test.each<[string, Wish]>([
    ['a colleague', sign('colleague', ONE)],
    ['somebody of another agency with the same name', sign('head', ONE, { agency: 'H26.99' })],
    ['a system', { ...sign('head', ONE), by: { kind: 'agency-system', id: 'head', agency: agencyOf('construction-authority') } }],
  ])('%s cannot sign for the head', (_who, wish) => {
    expect(refusal(drafted(), wish)).toMatchObject({ details: { code: expect.stringMatching(/not-the-signer|signature-out-of-order/) } });
  });

  test('nobody signs other bytes than those he saw', () => {
    expectRefused(asking(drafted(), sign('head', ONE)), sign('clerk', ONE, { seen: 0 }), 'document-changed');
  });

  test('nobody signs twice, and nothing is signed after its end', () => {
    expectRefused(asking(drafted(), sign('head', ONE)), sign('head', ONE, { seen: 0 }), 'document-changed');
    expectRefused(issued(), sign('head', ONE), 'document-not-in-signing');
    expectRefused(asking(drafted(), refuse('head', ONE)), sign('head', ONE), 'document-not-in-signing');
  });

  test.each([
    [[{ capacity: 'agency' as const }]],
    [[{ capacity: 'officer' as const, officer: 'head' }]],
    [[{ capacity: 'agency' as const }, { capacity: 'officer' as const, officer: 'head' }]],
    [[{ capacity: 'officer' as const }, { capacity: 'agency' as const }]],
    [[{ capacity: 'officer' as const, officer: 'head' }, { capacity: 'officer' as const, officer: 'head' }, { capacity: 'agency' as const }]],
  ])('a draft is not taken that has its signers as %j', (signers) => {
    expectRefused(working(), draft(ONE, { signers }), 'signers-out-of-order');
  });

  test('several officers sign one after the other, each by a date of his own', () => {
    const story = asking(working(), draft(ONE, { signers: [{ capacity: 'officer', officer: 'deputy' }, { capacity: 'officer', officer: 'head' }, { capacity: 'agency' }] }));
    expectRefused(story, sign('head', ONE), 'signature-out-of-order');
    expect(inVietnamTime(documentOf(story)?.dueAt ?? '')).toBe('2026-10-05 14:30');
    asking(story.at('2026-10-05 15:00'), sign('deputy', ONE));
    expect(inVietnamTime(documentOf(story)?.dueAt ?? '')).toBe('2026-10-06 09:30');
  });
});

describe('one document for one result', () => {
  test('a second draft is refused while the first is being signed, and when it is issued', () => {
    expectRefused(drafted(), draft(TWO), 'document-exists');
    expectRefused(issued(), draft(TWO), 'document-exists');
  });

  test('after a refusal, which needs reasons, another may follow', () => {
    expectRefused(drafted(), refuse('head', ONE, []), 'reasons-missing');
    const story = asking(drafted(), refuse('head', ONE), draft(TWO));
    expect(documentOf(story)).toMatchObject({ state: 'refused', reasons: ['Sai căn cứ'] });
    expect(documentOf(story, TWO)).toMatchObject({ state: 'signing' });
  });

  test('a step without a result has no document', () => {
    expectRefused(working(), draft(ONE, { stepId: 'measure' }), 'step-gives-no-result');
  });
});

describe('handing a signature on', () => {
  test('is noted, gains no time, and leaves the first signer without a say', () => {
    const before = documentOf(drafted());
    const story = asking(drafted(), delegate(ONE));
    expect(documentOf(story)).toMatchObject({ dueAt: before?.dueAt, signers: [{ officer: 'deputy', delegations: [{ from: 'head', to: 'deputy' }] }, {}] });
    expectRefused(story, sign('head', ONE), 'signature-out-of-order');
    expect(documentOf(asking(story, sign('deputy', ONE)))?.signers[0]).toMatchObject({ state: 'signed' });
  });

  test('nobody hands on what is not his, nor to one who signs already', () => {
    expectRefused(drafted(), delegate(ONE, 'deputy', 'colleague'), 'signature-out-of-order');
    expectRefused(drafted(), delegate(ONE, 'head'), 'delegate-signs-already');
  });
});

describe('the answer of a step', () => {
  const REQUIRED = { ...RESULT, requiresDocument: true };

  test('waits for the signed document where the procedure says so', () => {
    const story = asking(working(REQUIRED), draft(ONE));
    expect(refusal(story, { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [] })).toMatchObject({ details: { code: 'result-document-missing' } });
    asking(story, sign('head', ONE), sign('clerk', ONE)).answer('appraise');
    expect(story.dossier.steps['appraise']?.answer).toMatchObject({ documentId: ONE });
  });

  test('names a document that is issued, or none', () => {
    expect(refusal(issued(), { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [], documentId: TWO })).toMatchObject({ details: { code: 'result-document-missing' } });
    expect(refusal(drafted(), { type: 'answer-step', stepId: 'appraise', outcome: 'result', reasons: [], items: [], documentId: ONE })).toMatchObject({ details: { code: 'result-document-missing' } });
  });

  test('ends with the dossier, whose result carries the document', () => {
    const story = issued().answer('appraise').answer('measure').advance().answer('sign').advance();
    expect(story.in('settled').results[0]).toMatchObject({ type: 'report', documentId: ONE });
  });

  test.each<[string, (story: Story) => Story]>([
    ['answered without it', (story) => story.answer('appraise')],
    ['given up', (story) => story.answer('appraise', 'cannot')],
    ['waiting for a supplement', (story) => story.answer('appraise', 'return-for-supplement')],
    ['another agency\'s', (story) => asking(story, { type: 'assign-step', stepId: 'appraise', agency: 'H26.90', reason: 'Sáp nhập' })],
    ['nobody\'s, because the dossier is withdrawn', (story) => asking(story, { type: 'withdraw', reason: 'Đổi ý' })],
  ])('calls the draft off when the step is %s', (_how, change) => {
    expect(documentOf(change(drafted()))).toMatchObject({ state: 'withdrawn' });
  });

  test('calls off even an issued document when the step gives no result after all', () => {
    expect(documentOf(issued().answer('appraise', 'cannot'))).toMatchObject({ state: 'withdrawn' });
    expect(documentOf(issued().answer('appraise', 'return-for-supplement'))).toMatchObject({ state: 'withdrawn' });
  });

  test('an issued result is a decision: the applicant cannot withdraw any more', () => {
    expect(refusal(issued(), { type: 'withdraw', reason: 'Đổi ý' })).toMatchObject({ details: { code: 'move-not-allowed' } });
  });
});

describe('time', () => {
  test('reminds once after a quarter of a working day, and tells the head once when half of one has passed', () => {
    const story = drafted().waitUntil('2026-10-07 09:00');
    expect(story.happened('DocumentSigningReminded')).toEqual([expect.objectContaining({ documentId: ONE, officer: 'head' })]);
    expect(story.happened('DocumentSigningLate')).toEqual([expect.objectContaining({ documentId: ONE, stepId: 'appraise' })]);
    expect(documentOf(story)).toMatchObject({ state: 'signing', remindedAt: '2026-10-05T04:15:00.000Z', lateAt: '2026-10-05T07:45:00.000Z' });
  });

  test('says nothing of a reminder when nobody looked before it was late', () => {
    const story = drafted().at('2026-10-07 09:00').advance();
    expect(story.happened('DocumentSigningReminded')).toEqual([]);
    expect(story.happened('DocumentSigningLate')).toHaveLength(1);
  });

  test('a late signature is still a signature, and the seal has a term of its own', () => {
    const story = asking(drafted().waitUntil('2026-10-06 09:00'), sign('head', ONE)).waitUntil('2026-10-07 10:00');
    expect(story.happened('DocumentSigningLate').map(({ officer: late }) => late)).toEqual(['head', undefined]);
  });

  test('wakes the dossier\'s own machine a little after the document\'s, should that be lost', () => {
    const story = drafted();
    const { remindAt = '' } = documentOf(story) ?? {};
    const wake = wakeAt(story.dossier, story.context) ?? '';
    expect(Date.parse(wake) - Date.parse(remindAt)).toBe(15 * 60_000);
  });
});

test('a document tells nobody by name who the applicant is', () => {
  const story = issued();
  expect(JSON.stringify(story.recorded.map(({ event }) => event))).not.toMatch(/Bí Mật|001099012345|Riêng/);
  expect(officer('head').id).toBe('head');
});
