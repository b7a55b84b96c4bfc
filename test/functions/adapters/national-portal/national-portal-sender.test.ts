import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { writeCredentials } from '#domain/national-portal/portal-credentials';
import { portalWire, readPortalWire } from '#domain/national-portal/wire-versions';
import type { PortalWire } from '#domain/national-portal/wire-file';
import { hasAnswered, isFinalRefusal } from '#domain/notifications/event-sender';
import type { Trying } from '#domain/notifications/event-sender';
import type { FeedEvent } from '#domain/notifications/feed';
import { toCloudEvent } from '#domain/notifications/webhook-message';
import type { DossierEventType } from '#domain/dossiers/event';
import { Temporal } from '#domain/kernel/temporal';
import { NationalPortalSender, type NationalPortalOptions } from '#functions/adapters/national-portal/national-portal-sender';
import { PortalLine } from '#functions/adapters/national-portal/portal-line';
import { PortalSessions } from '#functions/adapters/national-portal/portal-sessions';
import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import { birthReturned, DESK_NAME } from '#test/domain/national-portal/told-stories';
import { DESK, type Story } from '#test/domain/dossiers/story';
import { aSubscription } from '#test/support/builders/notification-builders';

const NOW = Temporal.Instant.from('2026-10-08T02:00:00Z');
const CODE = 'H26.16-261005-0001';
const story = birthReturned();
let stub: PortalStub;

beforeEach(async () => {
  stub = await startPortalStub();
});
afterEach(() => stub.stop());

/** Pages of three, so that a dossier's events are more than one. */
function readingOf({ dossier, recorded, procedure }: Story): NationalPortalOptions['reading'] {
  const names = new Map([[DESK, DESK_NAME]]);
  return {
    dossiers: {
      load: (id) => Promise.resolve(id === dossier.id ? dossier : undefined),
      events: (_id, { afterSeq }) => Promise.resolve(recorded.filter(({ seq }) => seq > afterSeq).slice(0, 3)),
    },
    procedures: { version: () => Promise.resolve(procedure) },
    agencies: {
      find: (code) => {
        const name = names.get(code);
        return Promise.resolve(name === undefined ? undefined : { code, name: { vi: name, en: name }, level: 'commune', roles: ['one-stop'], serves: [], receives: ['inbox'] });
      },
    },
  };
}

interface Setup extends Partial<NationalPortalOptions> {
  readonly url?: string;
  readonly secret?: string;
  readonly trying?: Partial<Trying>;
}

function send(event: FeedEvent, { url = stub.url, secret = writeCredentials({ userName: STUB_CREDENTIALS.username, password: STUB_CREDENTIALS.password }), trying = {}, ...more }: Setup = {}) {
  const wire: PortalWire = more.wire ?? portalWire('v1');
  const sessions = new PortalSessions(() => NOW);
  const line = (signal: AbortSignal) => new PortalLine({ wire, sessions, allowLoopback: true, totalTimeoutMilliseconds: 10_000, maxAnswerBytes: 65_536, signal });
  const secrets = { open: (sealed: string, owner: string) => Promise.resolve(sealed === `sealed for ${owner}` ? secret : '') };
  const subscription = aSubscription({ id: 'sb-portal', audience: { kind: 'cell' }, channel: 'national-portal', url });
  const sender = new NationalPortalSender({ reading: readingOf(story), line, secrets, unit: 'H26', destination: 'VN:PORTAL', allowLoopback: true, now: () => NOW, ...more, wire });
  return sender.send(subscription, { current: 'sealed for sb-portal' }, event, { attempt: 1, mayBeOvertaken: false, ...trying });
}

/** The last event of a kind, as the feed has it. */
function fed(type: DossierEventType): FeedEvent {
  const recorded = story.recorded.findLast(({ event }) => event.type === type);
  if (recorded === undefined) throw new Error(`${type} has not happened`);
  return { position: recorded.seq, partition: 0, event: toCloudEvent(recorded, story.dossier), about: { procedure: '3.000722', receivingAgency: DESK, places: [] } };
}

describe('an event on its way to the portal', () => {
  test('is told as the dossier was right after it, however late it goes out', async () => {
    await send(fed('DossierSubmitted'));
    const sent = await send(fed('DossierAccepted'));
    expect(sent).toMatchObject({ at: '2026-10-08T02:00:00.000Z', outcome: 'delivered', status: 200 });
    expect(stub.desk.dossiers.get(CODE)?.statuses).toEqual(['1', '2']);
    expect(stub.desk.dossiers.get(CODE)?.latest.DonViXuLy).toBe(DESK_NAME);
  });

  test('that later ones may have overtaken never takes the portal back to an older state', async () => {
    await send(fed('DossierSubmitted'));
    await send(fed('ResultHandedOver'));
    await send(fed('DossierAccepted'), { trying: { mayBeOvertaken: true } });
    expect(stub.desk.dossiers.get(CODE)?.statuses).toEqual(['1', '10']);
    expect(stub.desk.dossiers.get(CODE)?.progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(['Nộp hồ sơ', 'Trả kết quả', 'Tiếp nhận hồ sơ']);
  });

  test('that stepped aside in an outage and goes out before the later ones is still the first the portal hears, and no state is skipped', async () => {
    await send(fed('DossierSubmitted'), { trying: { mayBeOvertaken: true } });
    await send(fed('DossierAccepted'));
    await send(fed('ResultHandedOver'), { trying: { mayBeOvertaken: true } });
    expect(stub.desk.dossiers.get(CODE)?.statuses).toEqual(['1', '2', '10']);
    expect(stub.desk.dossiers.get(CODE)?.progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(['Nộp hồ sơ', 'Tiếp nhận hồ sơ', 'Trả kết quả']);
  });

  test('that is nothing to the portal counts as delivered without a call', async () => {
    expect(await send(fed('CheckpointReached'))).toMatchObject({ outcome: 'delivered', reason: 'nothing of it is the portal’s to know' });
    const notice: FeedEvent = { ...fed('DossierSubmitted'), event: { specversion: '1.0', id: 'n-1', source: '/subscriptions/sb-1', type: 'vn.motcua.subscription.test.v1', subject: 'sb-1', time: '2026-10-08T02:00:00.000Z', datacontenttype: 'application/json', data: { subscriptionId: 'sb-1', seq: 1, previousSeq: 0 } } };
    expect((await send(notice)).outcome).toBe('delivered');
    expect(stub.desk.log).toEqual([]);
  });

  test('that the portal refuses is not tried for three days', async () => {
    stub.misbehave({ kind: 'error', code: '5', message: 'Mã đơn vị sai' });
    const known = { session: { kind: 'none' } } as const;
    const sent = await send(fed('DossierSubmitted'), { wire: readPortalWire({ ...portalWire('v1'), call: { ...portalWire('v1').call, ...known } }) });
    expect(sent).toMatchObject({ outcome: 'refused', answer: '{"error_code":"5","message":"Mã đơn vị sai"}' });
    expect([isFinalRefusal(sent.status ?? 0), hasAnswered(sent)]).toEqual([true, true]);
  });

  test('that cannot be made into a record is not sent, and says which field is at fault', async () => {
    const v1 = portalWire('v1');
    const without = { ...v1, dossier: { ...v1.dossier, fields: v1.dossier.fields.map((field) => (field.name === 'KenhThucHien' ? { ...field, codes: {} } : field)) } };
    expect(await send(fed('DossierSubmitted'), { wire: readPortalWire(without) })).toMatchObject({ outcome: 'refused', status: 422, reason: 'not sent: KenhThucHien: the file knows no code for online' });
    expect(stub.desk.log).toEqual([]);
  });

  test('of a dossier that the record does not have is not tried again', async () => {
    const reading = { ...readingOf(story), procedures: { version: () => Promise.resolve(undefined) } };
    expect(await send(fed('DossierSubmitted'), { reading })).toMatchObject({ outcome: 'refused', status: 422 });
  });

  test.each<[string, Setup, object]>([
    ['no credentials', { secret: 'whsec_c2VjcmV0' }, { outcome: 'not-sent', reason: 'no credentials' }],
    ['credentials the portal does not take', { secret: writeCredentials({ userName: 'x', password: 'y' }) }, { outcome: 'not-sent', reason: 'login refused' }],
    ['an address we do not send to', { url: 'http://portal.example/dongbo' }, { outcome: 'not-sent', reason: 'url-refused' }],
    ['an address inside', { url: 'https://169.254.169.254/' }, { outcome: 'not-sent', reason: 'address-refused' }],
  ])('with %s waits, and the portal counts as not there', async (_what, setup, expected) => {
    const sent = await send(fed('DossierSubmitted'), setup);
    expect(sent).toMatchObject(expected);
    expect(hasAnswered(sent)).toBe(false);
  });

  test.each([[{ kind: 'down' }, 'no-answer'], [{ kind: 'error', code: '99', message: 'Hệ thống quá tải' }, 'throttled'], [{ kind: 'status', status: 404 }, 'no-answer']] as const)('while the portal has %j waits, whatever HTTP says', async (fault, outcome) => {
    await send(fed('DossierSubmitted'));
    stub.misbehave(fault);
    const v1 = portalWire('v1');
    const sent = await send(fed('DossierAccepted'), { wire: readPortalWire({ ...v1, call: { ...v1.call, session: { kind: 'none' } } }) });
    expect(sent.outcome).toBe(outcome);
    expect(hasAnswered(sent)).toBe(false);
  });

  test('has so much time for all its calls together, and no more', async () => {
    stub.misbehave({ kind: 'slow', milliseconds: 5000 });
    const sent = await send(fed('DossierSubmitted'), { timeoutMilliseconds: 100 });
    expect(sent.outcome).toBe('no-answer');
    expect(sent.latencyMilliseconds).toBeLessThan(4000);
  });

  test('fails as ours when the record cannot be read, so that the whole run is repeated', async () => {
    const reading = { ...readingOf(story), agencies: { find: () => Promise.reject(new Error('throttled')) } };
    await expect(send(fed('DossierSubmitted'), { reading })).rejects.toThrow('throttled');
  });
});
