import { createDraft } from '#local/api-client/hand-in';
import type { Scenario } from './start-scenario.ts';

export type StateWord = 'draft' | 'submitted' | 'awaiting-supplement' | 'in-progress' | 'settled' | 'returned' | 'refused' | 'withdrawn';

const BIRTH = { procedureCode: '3.000722' };
const AT_HOME = { ...BIRTH, channel: 'online' as const, place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01' };

/** One birth dossier of citizen-lan in each state, by its id; the one in progress has its birth registered and two steps open. */
export async function dossiersInEachState(scenario: Scenario): Promise<Record<StateWord, string>> {
  const desk = scenario.as('desk-an-hoa');
  const submitted = async () => (await scenario.handIn('citizen-lan', BIRTH)).id;
  const then = async (id: string, move: string, body?: unknown) => {
    await desk.post(`/v1/dossiers/${id}/${move}`, body);
    return id;
  };
  const working = async () => {
    const { id } = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(id, 'birth-registration');
    return id;
  };
  const settled = async () => {
    const id = await working();
    await scenario.answer(id, 'birth-registration', { outcome: 'cannot', reasons: ['Đã đăng ký tại nơi khác'] });
    await scenario.until(id, (dossier) => dossier.status === 'settled');
    return id;
  };
  const inProgress = async () => {
    const id = await working();
    await scenario.answer(id, 'birth-registration');
    await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
    return id;
  };
  const made = await Promise.all([
    createDraft(scenario.as('citizen-lan'), { ...AT_HOME, key: 'draft-in-each-state' }).then(({ id }) => id),
    submitted(),
    submitted().then((id) => then(id, 'supplement-request', { items: ['Giấy chứng sinh'], reasons: ['Bản chụp không đọc được'] })),
    inProgress(),
    settled(),
    settled().then((id) => then(id, 'hand-over', { method: 'desk' })),
    submitted().then((id) => then(id, 'refusal', { reasons: ['Không thuộc thẩm quyền'] })),
    working().then((id) => then(id, 'withdrawal', { reason: 'Không còn nhu cầu' })),
  ]);
  await scenario.cell.settled();
  const [draft, handedIn, awaiting, progressing, done, returned, refused, withdrawn] = made;
  return { draft, submitted: handedIn, 'awaiting-supplement': awaiting, 'in-progress': progressing, settled: done, returned, refused, withdrawn };
}
