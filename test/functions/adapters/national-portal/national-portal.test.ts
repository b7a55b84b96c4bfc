import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { PortalTelling } from '#domain/national-portal/portal-telling';
import { portalWire } from '#domain/national-portal/wire-versions';
import { Temporal } from '#domain/kernel/temporal';
import { NoPortalSession, PortalLine, PortalSilent, type PortalAddress } from '#functions/adapters/national-portal/portal-line';
import { PortalSessions } from '#functions/adapters/national-portal/portal-sessions';
import { tellPortal, type Told } from '#functions/adapters/national-portal/tell-portal';
import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import { birthReturned, birthSupplemented, tellingsOf, toldOf } from '#test/domain/national-portal/told-stories';

const wire = portalWire('v1');
const CODE = 'H26.16-261005-0001';
const GUARD = { allowLoopback: true, totalTimeoutMilliseconds: 10_000, maxAnswerBytes: 64 * 1024 };
let stub: PortalStub;
let now: Temporal.Instant;
let line: PortalLine;

beforeEach(async () => {
  stub = await startPortalStub();
  now = Temporal.Instant.from('2026-10-05T02:00:00Z');
  line = new PortalLine({ ...GUARD, wire, sessions: new PortalSessions(() => now) });
});
afterEach(() => stub.stop());

function address(more: Partial<PortalAddress> = {}): PortalAddress {
  return { url: stub.url, unit: 'H26', destination: 'VN:PORTAL', credentials: { userName: STUB_CREDENTIALS.username, password: STUB_CREDENTIALS.password }, ...more };
}

const tell = (telling: PortalTelling, to = address()): Promise<Told | undefined> => tellPortal({ line, wire, address: to }, telling);
const first = toldOf(birthReturned(), 'DossierSubmitted');
const kept = () => stub.desk.dossiers.get(CODE);

describe('telling the portal', () => {
  test.each([['a birth to its end', birthReturned(), ['1', '2', '4', '9', '10']], ['a supplement', birthSupplemented(), ['1', '2', '4', '5', '4']]] as const)('%s, every message is taken', async (_what, story, statuses) => {
    const told = [];
    for (const { telling } of tellingsOf(story)) told.push((await tell(telling))?.reply.meaning);
    expect(new Set(told)).toEqual(new Set(['done', undefined]));
    expect(kept()?.statuses).toEqual(statuses);
    expect(kept()?.progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(tellingsOf(story).flatMap(({ telling: { progress } }) => (progress === undefined ? [] : [progress['NoiDungXuLy']])));
  });

  test('the same event twice adds nothing: "already exists" becomes an update within the same try', async () => {
    await tell(first);
    expect((await tell(first))?.reply.meaning).toBe('done');
    expect([stub.desk.dossiers.size, kept()?.updates, kept()?.progress.length]).toEqual([1, 1, 1]);
    expect(stub.desk.log.map(({ service, isUpdating, answer }) => `${service} ${isUpdating} ${answer}`).slice(2)).toEqual([
      `DongBoHoSoMC False 1: Hồ sơ ${CODE} của N*** T*** B*** M*** đã tồn tại`,
      'DongBoHoSoMC True taken',
      'CapNhatTienDoHoSoMC – 1: Tiến trình đã tồn tại',
    ]);
  });

  test('a change of a dossier it does not know introduces the dossier first', async () => {
    const answered = toldOf(birthReturned(), 'StepAnswered');
    expect(answered.news).toBe('same');
    expect((await tell(answered))?.reply.meaning).toBe('done');
    expect([kept()?.statuses, kept()?.progress.length]).toEqual([['4'], 1]);
    stub.desk.dossiers.clear();
    expect((await tell(toldOf(birthReturned(), 'DossierAccepted')))?.reply.meaning).toBe('done');
    expect(kept()?.statuses).toEqual(['2']);
  });

  test('nothing when there is nothing to tell, and then nobody is called', async () => {
    expect(await tell({ ...first, news: 'same', progress: undefined })).toBeUndefined();
    expect(stub.desk.log).toEqual([]);
  });

  test('is done with one session for as long as it is kept, and with a new one after', async () => {
    const sessions = new Set<unknown>();
    const take = stub.desk.take.bind(stub.desk);
    stub.desk.take = (body) => {
      sessions.add(body !== null && typeof body === 'object' && 'session' in body && body.session);
      return take(body);
    };
    for (const { telling } of tellingsOf(birthReturned())) await tell(telling);
    expect(sessions.size).toBe(1);
    now = now.add({ minutes: 20 });
    await tell(first);
    expect(sessions.size).toBe(2);
  });

  test('goes on when the portal has forgotten our session', async () => {
    await tell(first);
    stub.desk.forgetSessions();
    expect((await tell(toldOf(birthReturned(), 'DossierAccepted')))?.reply.meaning).toBe('done');
    expect(kept()?.statuses).toEqual(['1', '2']);
  });

  test('waits when there is no session to be had', async () => {
    await expect(tell(first, address({ credentials: undefined }))).rejects.toThrow(new NoPortalSession('no credentials'));
    await expect(tell(first, address({ credentials: { userName: 'x', password: 'y' } }))).rejects.toThrow(new NoPortalSession('login refused'));
    stub.misbehave({ kind: 'status', status: 502 });
    await expect(tell(first)).rejects.toThrow(NoPortalSession);
  });
});

describe('a portal that misbehaves', () => {
  test.each([
    [{ kind: 'error', code: '99', message: 'Hệ thống đang bảo trì' }, 'try-again'],
    [{ kind: 'error', code: '5', message: 'Mã đơn vị không hợp lệ' }, 'refused'],
    [{ kind: 'status', status: 503 }, 'not-http-ok'],
  ] as const)('with %j: the message is %s, and the line in its course does not go out before the dossier', async (fault, meaning) => {
    await tell(first);
    stub.misbehave(fault);
    expect((await tell(toldOf(birthReturned(), 'DossierAccepted')))?.reply.meaning).toBe(meaning);
    stub.misbehave({ kind: 'none' });
    expect([kept()?.statuses, kept()?.progress.length]).toEqual([['1'], 1]);
  });

  test.each([[{ kind: 'down' }], [{ kind: 'slow', milliseconds: 2000 }]] as const)('with %j: nothing is known of the message, and it is an error to be tried again', async (fault) => {
    await tell(first);
    stub.misbehave(fault);
    const sessions = new PortalSessions(() => now);
    sessions.keep([stub.url, 'H26', STUB_CREDENTIALS.username].join(' '), 'kept', 20);
    const impatient = new PortalLine({ ...GUARD, totalTimeoutMilliseconds: 100, wire, sessions });
    await expect(tellPortal({ line: impatient, wire, address: address() }, toldOf(birthReturned(), 'DossierAccepted'))).rejects.toThrow(PortalSilent);
  });

  test('by hanging up after it took a message: the second try repeats an update and no line', async () => {
    const accepted = toldOf(birthReturned(), 'DossierAccepted');
    await tell(first);
    stub.misbehave({ kind: 'lost-answer' });
    await expect(tell(accepted)).rejects.toThrow();
    stub.misbehave({ kind: 'none' });
    await tell(accepted);
    expect([kept()?.statuses, kept()?.progress.length, kept()?.updates]).toEqual([['1', '2'], 2, 2]);
  });

  test('by telling whose dossier it is: we keep its words without the person', async () => {
    await tell(first);
    stub.misbehave({ kind: 'error', code: '5', message: 'Sai dữ liệu của Nguyễn Thị Bí Mật, 001099012345' });
    expect((await tell(first))?.answer).toBe('{"error_code":"5","message":"Sai dữ liệu của ***, ***"}');
  });
});
