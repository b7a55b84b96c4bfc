import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PortalDesk } from '#local/portal-stub/portal-desk';
import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import { birthReturned, birthSupplemented, toldOf } from '#test/domain/national-portal/told-stories';

const record = toldOf(birthSupplemented(), 'DossierSupplemented').dossier;
const progress = toldOf(birthReturned(), 'StepOpened').progress;
const CODE = 'H26.16-261005-0001';

function newDesk() {
  const desk = new PortalDesk(STUB_CREDENTIALS);
  const { session = '' } = desk.logIn(STUB_CREDENTIALS);
  const call = (more: object) => desk.take({ session, madonvi: 'H26', service: 'DongBoHoSoMC', isUpdating: 'False', data: [record], ...more });
  return { desk, call };
}

describe('the stub of the portal', () => {
  test.each([
    ['a code table it does not know', { TrangThaiHoSo: '11' }, 'TrangThaiHoSo'],
    ['a channel it does not know', { KenhThucHien: 'online' }, 'KenhThucHien'],
    ['a number that is not text', { TrangThaiHoSo: 4 }, 'TrangThaiHoSo'],
    ['a date in another form', { NgayNopHoSo: '2026-10-05T09:00:00' }, 'NgayNopHoSo'],
    ['a day that there is not', { NgayNopHoSo: '20260230090000' }, 'NgayNopHoSo'],
    ['an hour that there is not', { NgayNopHoSo: '20261005250000' }, 'NgayNopHoSo'],
    ['a summary longer than 1,000 characters', { TrichYeuHoSo: 'a'.repeat(1001) }, 'TrichYeuHoSo'],
    ['a required field that is empty', { ChuHoSo: '' }, 'ChuHoSo'],
    ['a required field that is missing', { NgayTuChoi: undefined }, 'NgayTuChoi'],
    ['a field nobody knows', { Quan: 'Ba Đình' }, 'unrecognized'],
    ['an identity number of no known length', { DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '12345' }] }, 'SoDinhDanh'],
    ['a fee that is no number', { DanhSachLePhi: [{ TenPhiLePhi: 'Phí', MaPhiLePhi: '', HinhThucThu: '', Gia: '8.000đ', LoaiPhiLePhi: '' }] }, 'Gia'],
    ['a returned dossier that does not say when', { TrangThaiHoSo: '10', NgayKetThucXuLy: '20261005090000', HinhThuc: '0' }, 'NgayTra'],
  ])('refuses %s, and says which field it is', (_what, change, field) => {
    const { desk, call } = newDesk();
    const answer = call({ data: [{ ...record, ...change }] });
    expect(answer.error_code).toBe('5');
    expect(answer.message).toContain(field);
    expect(desk.dossiers.size).toBe(0);
  });

  test('refuses a handler of more than 50 characters and a line without its time', () => {
    const { call } = newDesk();
    call({});
    const line = (change: object) => call({ service: 'CapNhatTienDoHoSoMC', isUpdating: undefined, data: [{ ...progress, ...change }] });
    expect(line({ NguoiXuLy: 'x'.repeat(51) }).message).toContain('NguoiXuLy');
    expect(line({ ThoiDiemXuLy: '' }).message).toContain('ThoiDiemXuLy');
    expect(line({}).error_code).toBe('0');
  });

  test('refuses a second first message, an update of what it does not know, and a word that is neither True nor False', () => {
    const { call } = newDesk();
    expect(call({ isUpdating: 'True' }).message).toBe(`Hồ sơ ${CODE} không tồn tại`);
    expect(call({ service: 'CapNhatTienDoHoSoMC', isUpdating: undefined, data: [progress] }).message).toBe(`Hồ sơ ${CODE} không tồn tại`);
    expect(call({}).error_code).toBe('0');
    expect(call({}).message).toContain('đã tồn tại');
    expect(call({ isUpdating: 'true' }).error_code).toBe('5');
    expect(call({ isUpdating: undefined }).error_code).toBe('4');
  });

  test('lets in nobody it does not know', () => {
    const { desk, call } = newDesk();
    expect(desk.logIn({ ...STUB_CREDENTIALS, password: 'x' }).session).toBeUndefined();
    expect(call({ session: 'made-up' }).message).toContain('Phiên làm việc');
    desk.forgetSessions();
    expect(call({}).error_code).toBe('3');
  });

  test('takes all records of a call or none', () => {
    const { desk, call } = newDesk();
    expect(call({ data: [record, { ...record, MaHoSo: 'x' }] }).error_code).toBe('5');
    expect(desk.dossiers.size).toBe(0);
  });

  test('logs whatever it is sent, even what is no call at all', () => {
    const { desk } = newDesk();
    for (const body of [null, 5, [], { data: 'x' }, { data: [3] }]) desk.take(body);
    expect(desk.log.map(({ answer }) => answer.startsWith('5: '))).toEqual([true, true, true, true, true]);
  });
});

describe('the page of the stub', () => {
  let stub: PortalStub;
  beforeEach(async () => {
    stub = await startPortalStub();
  });
  afterEach(() => stub.stop());

  test('shows every dossier with its course, and nobody’s name or number', async () => {
    const { session = '' } = stub.desk.logIn(STUB_CREDENTIALS);
    stub.desk.take({ session, madonvi: 'H26', service: 'DongBoHoSoMC', isUpdating: 'False', data: [record] });
    stub.desk.take({ session, madonvi: 'H26', service: 'DongBoHoSoMC', isUpdating: 'False', data: [record] });
    const page = await (await fetch(stub.pageUrl)).text();
    expect(page).toContain(CODE);
    expect(page).toContain('N*** T*** B*** M***');
    for (const secret of ['Bí Mật', '001099012345', '0912345678', 'bi-mat@']) expect(page).not.toContain(secret);
  });

  test('misbehaves when it is told to, and behaves again', async () => {
    const post = (path: string, body: object) => fetch(new URL(path, stub.pageUrl), { method: 'POST', headers: { dstcode: 'x' }, body: JSON.stringify(body) });
    expect((await post('/_stub/fault', { kind: 'status', status: 503 })).status).toBe(204);
    expect((await post('/dangnhap', STUB_CREDENTIALS)).status).toBe(503);
    await post('/_stub/fault', { kind: 'none' });
    expect(await (await post('/dangnhap', STUB_CREDENTIALS)).json()).toMatchObject({ error_code: '0' });
  });

  test('is for this machine only', async () => {
    expect((await fetch(stub.pageUrl, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  });
});
