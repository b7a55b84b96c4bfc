import { describe, expect, test } from '@jest/globals';
import { apologyDocumentId } from '#domain/documents/apology-document';
import { formContent } from '#domain/documents/forms/dossier-forms';
import type { Actor } from '#domain/dossiers/parts';
import { whoIsTold } from '#domain/notifications/who-is-told';
import { fileAfter, officer, refuse, sign } from '#test/domain/dossiers/signing-wishes';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { agencyOf, DESK, Story, type Wish } from '#test/domain/dossiers/story';

const LETTER = apologyDocumentId(1);
const WARD = agencyOf('construction-authority');
const apologise = (by: Actor): Wish => ({ type: 'reappoint', by, reason: 'Chưa đủ nhân lực', extension: { amount: 2, unit: 'working-day' } });
const draft = (documentId = LETTER): Wish => ({ type: 'draft-apology', documentId, template: { id: 'apology', version: 1 }, language: 'vi', places: [], file: fileAfter(0) });
const working = () => new Story(smallProcedure(), '2026-10-05 09:00').create({ choices: { size: 'large' } }).grant().submit().accept().advance();
const apologised = (by: Actor = officer('drafter')) => asking(working(), apologise(by));
const asking = (story: Story, ...wishes: readonly Wish[]) => {
  for (const wish of wishes) story.ask(wish);
  return story;
};
const letterOf = ({ dossier }: Story) => dossier.documents[LETTER];

describe('form 04 about an apology', () => {
  test('waits for the head of the agency that apologised, whoever that is, then for its clerk', () => {
    const story = asking(apologised(), draft());
    expect(letterOf(story)).toMatchObject({ kind: 'form-04', agency: WARD, state: 'signing', signers: [{ capacity: 'officer', agency: WARD }, { capacity: 'agency', agency: WARD }] });
    asking(story, sign('any-head', LETTER), sign('any-clerk', LETTER, { seen: 1 }));
    expect(letterOf(story)).toMatchObject({ state: 'issued', signers: [{ officer: 'any-head', state: 'signed' }, { state: 'signed' }] });
  });

  test('is the one-stop’s own when its desk apologises', () => {
    expect(letterOf(asking(apologised({ kind: 'officer', id: 'desk', agency: DESK }), draft()))?.agency).toBe(DESK);
  });

  test('is drafted once, of the last apology, and not before there is one', () => {
    const story = asking(apologised(), draft());
    expect(story.ask(draft())).toEqual([]);
    expect(story.ask(draft(apologyDocumentId(2)))).toEqual([]);
    expect(working().ask(draft())).toEqual([]);
  });

  test('once refused by the head is not drafted again by itself', () => {
    const story = asking(apologised(), draft(), refuse('any-head', LETTER));
    expect(letterOf(story)?.state).toBe('refused');
    expect(story.ask(draft())).toEqual([]);
  });

  test('is withdrawn with the end of the dossier, and holds neither answer nor withdrawal up', () => {
    const story = asking(apologised(), draft());
    for (let round = 0; round < 5 && story.dossier.status !== 'settled'; round += 1) {
      for (const step of story.openSteps()) story.answer(step);
      story.advance();
    }
    expect(story.dossier.status).toBe('settled');
    expect(letterOf(story)?.state).toBe('withdrawn');
    expect(story.ask(draft())).toEqual([]);
    const issued = asking(apologised(), draft(), sign('head', LETTER), sign('clerk', LETTER));
    issued.ask({ type: 'withdraw', reason: 'Không còn nhu cầu' });
    expect([issued.dossier.status, letterOf(issued)?.state]).toEqual(['withdrawn', 'issued']);
  });

  test('reminds whoever is the head and tells of a late signature', () => {
    const story = asking(apologised(), draft()).waitUntil('2026-10-08 09:00');
    expect(story.happened('DocumentSigningReminded')).toMatchObject([{ documentId: LETTER, agency: WARD }]);
    expect(story.happened('DocumentSigningLate')).toMatchObject([{ documentId: LETTER, agency: WARD }]);
  });

  test('once issued is told to the desk too, which hands it on', () => {
    const story = asking(apologised(), draft(), sign('head', LETTER), sign('clerk', LETTER));
    const told = story.recorded.filter(({ event }) => event.type.startsWith('Document')).map((each) => whoIsTold(each, story.dossier));
    expect(told).toEqual([[WARD], [WARD], [WARD], [WARD, DESK]]);
  });

  test('stands under the name of the agency that apologised', () => {
    const { dossier, recorded, procedure } = apologised();
    if (dossier.status === 'draft') throw new Error('it is filed');
    expect(formContent('apology', { dossier, events: recorded, procedure, agencies: new Map(), language: 'vi' }).data).toMatchObject({ agency: { name: WARD } });
  });
});
