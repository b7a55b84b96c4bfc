import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { KeptDossier } from '#local/portal-stub/portal-desk';
import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import { startScenario, type Scenario } from '#test/support/scenario/start-scenario';

const BIRTH = { procedureCode: '3.000722' };
const MINUTE = 60_000;
const PATIENCE_MILLISECONDS = 30_000;
/** Of twenty minutes each: half a day. */
const STEPS_AFTER_AN_OUTAGE = 36;
const FROM_HAND_IN_TO_FIRST_STEP = ['Nộp hồ sơ', 'Tiếp nhận hồ sơ', 'Chuyển xử lý: Đăng ký khai sinh và lấy số định danh cá nhân'];

describe('The national portal knows how far every dossier has come', () => {
  let scenario: Scenario;
  let stub: PortalStub;
  let subscriptionId = '';
  beforeAll(async () => {
    [scenario, stub] = await Promise.all([startScenario(), startPortalStub()]);
    const order = { channel: 'national-portal', url: stub.url, credentials: { userName: STUB_CREDENTIALS.username, password: STUB_CREDENTIALS.password }, description: 'Cổng Dịch vụ công quốc gia' };
    const made = await scenario.as('administrator').post('/v1/subscriptions', order);
    expect(JSON.stringify(made)).not.toContain(STUB_CREDENTIALS.password);
    subscriptionId = z.string().parse(made['id']);
  }, 120_000);
  afterAll(async () => {
    await scenario.stop();
    await stub.stop();
  });

  /** Waits until the portal knows a dossier so. */
  const untilKnown = async (code: string, isSo: (kept: KeptDossier) => boolean): Promise<KeptDossier> => {
    const giveUpAt = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const kept = stub.desk.dossiers.get(code);
      if (kept !== undefined && isSo(kept)) return kept;
      if (performance.now() > giveUpAt) throw new Error(`The portal was not told; last calls: ${JSON.stringify(stub.desk.log.slice(-10))}`);
      await pause(50);
    }
  };
  /** The same while time goes on: an event that stepped aside in an outage has a time of its own for its next try (decision 031). */
  const untilKnownAfterAll = async (code: string, isSo: (kept: KeptDossier) => boolean): Promise<KeptDossier> => {
    for (let step = 0; step < STEPS_AFTER_AN_OUTAGE; step += 1) {
      const kept = stub.desk.dossiers.get(code);
      if (kept !== undefined && isSo(kept)) return kept;
      scenario.cell.clock.advance(20 * MINUTE);
      await scenario.cell.settled();
    }
    return untilKnown(code, isSo);
  };
  /** As they were first told: a sender that died after the portal's answer tells again (at least once). */
  const inOrder = (kept: KeptDossier) => [...new Set(kept.statuses)];
  const linesOf = (kept: KeptDossier) => kept.progress.map(({ NoiDungXuLy }) => NoiDungXuLy);

  it('from the hand-in to the result in people’s hands: each status in order, and a line for each step', async () => {
    const { id, code } = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(id, 'birth-registration');
    await scenario.answer(id, 'birth-registration');
    await scenario.untilOpen(id, 'permanent-residence', 'health-insurance-card');
    await scenario.answer(id, 'health-insurance-card');
    await scenario.answer(id, 'permanent-residence');
    await scenario.until(id, (dossier) => dossier.status === 'settled');
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${id}/hand-over`, { method: 'online' });

    const kept = await untilKnown(code, ({ statuses }) => statuses.includes('10'));
    expect(inOrder(kept)).toEqual(['1', '2', '4', '9', '10']);
    expect(kept.latest).toMatchObject({ ChuHoSo: 'Nguyễn Thị Lan', SoGiayToChuHoSo: '001190000001', TrangThaiHoSo: '10', HinhThuc: '0', KenhThucHien: '2' });
    expect(kept.latest.DanhSachGiayToKetQua?.map(({ TenGiayTo }) => TenGiayTo)).toContain('Giấy khai sinh điện tử');
    await untilKnown(code, ({ progress }) => progress.length === 10);
    const lines = linesOf(kept);
    expect([...lines.slice(0, 4), ...lines.slice(-2)]).toEqual(['Nộp hồ sơ', 'Tiếp nhận hồ sơ', 'Chuyển xử lý: Đăng ký khai sinh và lấy số định danh cá nhân', 'Hoàn thành: Đăng ký khai sinh và lấy số định danh cá nhân', 'Đã xử lý xong', 'Trả kết quả']);
    expect(lines.slice(4, 6)).toEqual(['Chuyển xử lý: Đăng ký thường trú', 'Chuyển xử lý: Cấp thẻ bảo hiểm y tế']);
  }, 60_000);

  it('through a supplement, with the appointment before it and the one after', async () => {
    const { id, code } = await scenario.accepted('citizen-lan', BIRTH);
    const promised = (await scenario.untilOpen(id, 'birth-registration')).dueAt ?? '';
    await scenario.answer(id, 'birth-registration', { outcome: 'return-for-supplement', items: ['Giấy chứng sinh'], reasons: ['Bản chụp mờ'] });
    scenario.cell.clock.advance(26 * 60 * MINUTE);
    await scenario.as('citizen-lan').post(`/v1/dossiers/${id}/supplement`, { note: 'Xin gửi bản rõ hơn' });
    const { dueAt: anew = '' } = await scenario.until(id, ({ status }) => status === 'in-progress');

    const kept = await untilKnown(code, ({ statuses }) => statuses.includes('5') && statuses.at(-1) === '4');
    expect(inOrder(kept)).toEqual(['1', '2', '4', '5']);
    expect(kept.latest.DanhSachHoSoBoSung).toMatchObject([{ NoiDungBoSung: 'Giấy chứng sinh; Lý do: Bản chụp mờ', ThongTinTiepNhan: 'Xin gửi bản rõ hơn', TrangThaiBoSung: '1', NgayHenTraTruoc: localTime(promised), NgayHenTraMoi: localTime(anew) }]);
    expect(kept.latest.NgayHenTra).toBe(localTime(anew));
    expect(anew > promised).toBe(true);
  }, 60_000);

  it('also after it was out of reach for an hour: nothing is lost, nothing told twice but as an update, and somebody was called', async () => {
    const before = await scenario.handIn('citizen-lan', BIRTH);
    await untilKnown(before.code, ({ progress }) => progress.length === 1);
    await scenario.cell.settled();
    stub.misbehave({ kind: 'lost-answer' });
    await scenario.as('desk-an-hoa').post(`/v1/dossiers/${before.id}/acceptance`, undefined);
    await scenario.untilOpen(before.id, 'birth-registration');
    await scenario.cell.settled();
    stub.misbehave({ kind: 'down' });
    const during = await scenario.accepted('citizen-lan', BIRTH);
    await scenario.untilOpen(during.id, 'birth-registration');
    for (let minute = 0; minute < 60; minute += 20) {
      scenario.cell.clock.advance(20 * MINUTE);
      await scenario.cell.settled();
    }
    expect(stub.desk.dossiers.get(during.code)).toBeUndefined();
    await scenario.cell.cloudWatch.evaluate();
    expect(scenario.cell.cloudWatch.alarmStates().find(({ name }) => name === 'portal/sync/late')?.state).toBe('ALARM');

    stub.misbehave({ kind: 'none' });
    for (const { code } of [before, during]) {
      const kept = await untilKnownAfterAll(code, (known) => new Set(linesOf(known)).size === FROM_HAND_IN_TO_FIRST_STEP.length && known.statuses.at(-1) === '4');
      expect(linesOf(kept).toSorted()).toEqual(FROM_HAND_IN_TO_FIRST_STEP.toSorted());
      // What stepped aside gives its line alone (decision 031), so that a status may be left out; none is gone back to.
      expect(inOrder(kept)).toEqual(['1', '2', '4'].filter((status) => kept.statuses.includes(status)));
    }
    const firsts = stub.desk.log.filter(({ isUpdating, answer }) => isUpdating === 'False' && answer === 'taken').map(({ dossier }) => dossier);
    expect(firsts.toSorted()).toEqual([...stub.desk.dossiers.keys()].toSorted());
  }, 120_000);

  it('and nothing of a person is in a log or a delivery', async () => {
    const view = JSON.stringify(await scenario.as('administrator').get(`/v1/subscriptions/${subscriptionId}/deliveries?limit=100`));
    const logs = readdirSync(join(scenario.dataFolder, 'logs')).map((file) => readFileSync(join(scenario.dataFolder, 'logs', file), 'utf8'));
    expect(view).toContain('vn.motcua.dossier.settled.v1');
    for (const secret of ['Nguyễn Thị Lan', '001190000001', STUB_CREDENTIALS.password]) expect([view, ...logs].filter((text) => text.includes(secret))).toEqual([]);
  });
});

/** yyyyMMddHHmmss in Viet Nam, which has no summer time. */
function localTime(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 60 * MINUTE).toISOString().slice(0, 19).replaceAll(/\D/g, '');
}
