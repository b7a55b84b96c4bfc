import { expect, test } from '@jest/globals';
import type { DossierEventType } from '#domain/dossiers/event';
import { keepingOrders } from '#domain/keeping/keeping-orders';
import { smallProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { Story } from '#test/domain/dossiers/story';

const begun = new Story(smallProcedure(), '2026-10-05 09:00').begun();
const since = (story: Story, type: DossierEventType) => keepingOrders(story.dossier, story.recorded.filter(({ event }) => event.type === type));

test('a dossier that is accepted has something for its owner’s store', () => {
  expect(since(begun, 'DossierAccepted')).toEqual([{ dossierId: begun.dossier.id, what: 'holdings' }]);
});

test('work on it gives nothing to keep', () => {
  expect(since(begun, 'StepOpened')).toEqual([]);
});

test('a dossier that has ended is bundled, whichever way it ended', () => {
  const withdrawn = new Story(smallProcedure(), '2026-10-05 09:00').begun();
  withdrawn.ask({ type: 'withdraw', reason: 'Đổi ý' });
  expect(keepingOrders(withdrawn.dossier, withdrawn.recorded)).toEqual([{ dossierId: withdrawn.dossier.id, what: 'holdings' }, { dossierId: withdrawn.dossier.id, what: 'bundle' }]);
  const refused = new Story(smallProcedure(), '2026-10-05 09:00').create().submit();
  refused.ask({ type: 'refuse', reasons: ['Sai cơ quan'] });
  expect(keepingOrders(refused.dossier, refused.recorded)).toEqual([{ dossierId: refused.dossier.id, what: 'bundle' }]);
});
