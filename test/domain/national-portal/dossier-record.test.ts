import { describe, expect, test } from '@jest/globals';
import type { PortalField } from '#domain/national-portal/fill-record';
import { catalogueProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { Story } from '#test/domain/dossiers/story';
import { at, birthBegun, birthReturned, birthSupplemented, DESK_NAME, COMMITTEE_NAME, tellingsOf, toldOf, WIRE } from './told-stories.ts';

const begun = birthBegun();
const returned = birthReturned();
const supplemented = birthSupplemented();
const submitted = toldOf(begun, 'DossierSubmitted').dossier;
const accepted = toldOf(begun, 'DossierAccepted').dossier;
const ended = toldOf(returned, 'ResultHandedOver').dossier;
const settled = toldOf(returned, 'DossierSettled').dossier;
const asked = toldOf(supplemented, 'SupplementRequested').dossier;
const answered = toldOf(supplemented, 'DossierSupplemented').dossier;

const NAME = 'Liên thông: Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế, cấp thẻ căn cước cho trẻ em dưới 6 tuổi';

/** Field, what the portal gets at hand-in, and why. */
const atHandIn: readonly (readonly [string, PortalField | undefined, string])[] = [
  ['MaHoSo', 'H26.16-261005-0001', 'is the code on the receipt'],
  ['SoBienNhan', undefined, 'is left out: a receipt has no other number'],
  ['MaTTHC', '3.000722', 'is the national code of the procedure'],
  ['TenTTHC', NAME, 'is its Vietnamese name'],
  ['MaLinhVuc', '', 'is empty: the catalogue has no codes of fields'],
  ['TenLinhVuc', 'Hộ tịch', 'is the name of its field'],
  ['KenhThucHien', '2', 'says that it came online'],
  ['ChuHoSo', 'Nguyễn Thị Bí Mật', 'is the owner by name'],
  ['SoGiayToChuHoSo', '001099012345', 'is the number of their paper'],
  ['LoaiDoiTuong', '1', 'says that the owner is a citizen'],
  ['MaDoiTuong', undefined, 'is left out: it is the portal that knows it'],
  ['ThongTinKhac', undefined, 'is left out: no more of a person than is needed'],
  ['Email', 'bi-mat@example.vn', 'is their address'],
  ['Fax', undefined, 'is left out: nobody is asked'],
  ['SoDienThoai', '0912345678', 'is their telephone'],
  ['DinhDanhCHS.0.LoaiDinhDanh', '1', 'knows a citizen’s card by its twelve digits'],
  ['DinhDanhCHS.0.SoDinhDanh', '001099012345', 'is the number on it'],
  ['TrichYeuHoSo', `${NAME}: Khai sinh, thường trú, thẻ bảo hiểm y tế`, 'says which case of the procedure it is'],
  ['NoiNopHoSo', '2', 'says that it was handed in at the province’s system'],
  ['DonViXuLy', DESK_NAME, 'is the one-stop by name'],
  ['GhiChu', undefined, 'is left out while all is well'],
  ['NgayNopHoSo', '20261005090000', 'is the hand-in in Vietnamese time'],
  ['NgayTiepNhan', '', 'is empty until the desk accepts'],
  ['NgayHenTra', '', 'is empty while nothing is promised'],
  ['NgayKetThucXuLy', undefined, 'is left out until it is settled'],
  ['NgayTra', undefined, 'is left out until the result is handed over'],
  ['NgayTuChoi', '', 'is empty: it was not refused'],
  ['TrangThaiHoSo', '1', 'is status 1, newly registered'],
  ['ThongTinTra', undefined, 'is left out until the result is handed over'],
  ['HinhThuc', '', 'is empty: how the result will be returned is not known before'],
  ['HoSoCoThanhPhanSoHoa', '1', 'says that there are digital papers'],
  ['TaiKhoanDuocXacThucVoiVNeID', '', 'is empty: the record does not know the level of the account'],
  ['DuocThanhToanTrucTuyen', '', 'is empty: the record knows no payments'],
  ['DSKetNoiCSDL', undefined, 'is left out: no database was asked'],
  ['TaiLieuNop.0.TepDinhKemId', 'pp-birth-declaration', 'has the id of a paper'],
  ['TaiLieuNop.0.TenTepDinhKem', 'birth-declaration.pdf', 'has its file name'],
  ['TaiLieuNop.0.IsDeleted', '0', 'never tells of a deleted paper'],
  ['TaiLieuNop.1.MaThanhPhanHoSo', 'birth-evidence', 'has the place of the paper in the procedure'],
  ['TaiLieuNop.0.DuongDanTaiTepTin', '', 'has no address: none could be opened'],
  ['TaiLieuNop.0.DuocSoHoa', '1', 'is a digital paper'],
  ['TaiLieuNop.0.DuocTaiSuDung', '0', 'was not used before'],
  ['TaiLieuNop.0.DuocLayTuKhoDMQG', '0', 'is not from the national store'],
  ['TaiLieuNop.0.MaKetQuaThayThe', undefined, 'stands for no result'],
  ['DanhSachLePhi.0.TenPhiLePhi', 'Lệ phí đăng ký khai sinh đúng hạn', 'names the fee of the case and channel'],
  ['DanhSachLePhi.0.MaPhiLePhi', '', 'has no code of the fee'],
  ['DanhSachLePhi.0.HinhThucThu', '', 'does not know how it is paid'],
  ['DanhSachLePhi.0.Gia', '0', 'has its amount in đồng'],
  ['DanhSachLePhi.0.LoaiPhiLePhi', '', 'does not know whether it is a fee or a charge'],
  ['DanhSachTepDinhKemKhac', undefined, 'is left out: the record has files only'],
  ['DanhSachHoSoBoSung', undefined, 'is left out: nothing was asked for'],
  ['DanhSachGiayToKetQua', undefined, 'is left out: there is no result'],
];

/** Field, the record it is looked for in, and what is there. */
const later: readonly (readonly [string, string, PortalField | undefined, PortalField | undefined])[] = [
  ['NgayTiepNhan', 'is the acceptance', at(accepted, 'NgayTiepNhan'), '20261005093000'],
  ['NgayHenTra', 'is the promise', at(accepted, 'NgayHenTra'), '20261008170000'],
  ['TrangThaiHoSo', 'of an accepted dossier is 2', at(accepted, 'TrangThaiHoSo'), '2'],
  ['NgayKetThucXuLy', 'is the settlement', at(settled, 'NgayKetThucXuLy'), '20261007090000'],
  ['NgayTra', 'is the hand-over', at(ended, 'NgayTra'), '20261008080000'],
  ['ThongTinTra', 'says how it was handed over', at(ended, 'ThongTinTra'), 'Trả kết quả trực tuyến'],
  ['HinhThuc', 'says that nothing was posted', at(ended, 'HinhThuc'), '0'],
  ['DanhSachGiayToKetQua.0.TenGiayTo', 'names the result', at(ended, 'DanhSachGiayToKetQua.0.TenGiayTo'), 'Giấy khai sinh điện tử'],
  ['DanhSachGiayToKetQua.0.GiayToId', 'has its number', at(ended, 'DanhSachGiayToKetQua.0.GiayToId'), '15/KS'],
  ['DanhSachGiayToKetQua.0.MaThanhPhanHoSo', 'is left out', at(ended, 'DanhSachGiayToKetQua.0.MaThanhPhanHoSo'), undefined],
  ['DanhSachGiayToKetQua.0.DuongDanTepTinKetQua', 'is empty: there is no file yet', at(ended, 'DanhSachGiayToKetQua.0.DuongDanTepTinKetQua'), ''],
  ['DanhSachGiayToKetQua.0.MaGiayToKetQua', 'is empty where the catalogue has no national code', at(ended, 'DanhSachGiayToKetQua.0.MaGiayToKetQua'), ''],
  ['NgayHenTra', 'is empty while the clock stands still', at(asked, 'NgayHenTra'), ''],
  ['DanhSachHoSoBoSung.0.HoSoBoSungId', 'is the event that asked', at(asked, 'DanhSachHoSoBoSung.0.HoSoBoSungId'), supplemented.recorded.find(({ event }) => event.type === 'SupplementRequested')?.id],
  ['DanhSachHoSoBoSung.0.NguoiYeuCauBoSung', 'is the agency that asked', at(asked, 'DanhSachHoSoBoSung.0.NguoiYeuCauBoSung'), COMMITTEE_NAME],
  ['DanhSachHoSoBoSung.0.NoiDungBoSung', 'says what is missing and why', at(asked, 'DanhSachHoSoBoSung.0.NoiDungBoSung'), 'Giấy chứng sinh bản gốc; Lý do: Bản chụp mờ'],
  ['DanhSachHoSoBoSung.0.NgayBoSung', 'is when it was asked', at(asked, 'DanhSachHoSoBoSung.0.NgayBoSung'), '20261005140000'],
  ['DanhSachHoSoBoSung.0.TrangThaiBoSung', 'is 0 while it is awaited', at(asked, 'DanhSachHoSoBoSung.0.TrangThaiBoSung'), '0'],
  ['DanhSachHoSoBoSung.0.NgayHenTraTruoc', 'is the promise before', at(asked, 'DanhSachHoSoBoSung.0.NgayHenTraTruoc'), '20261008170000'],
  ['DanhSachHoSoBoSung.0.NgayHenTraMoi', 'is left out until there is one', at(asked, 'DanhSachHoSoBoSung.0.NgayHenTraMoi'), undefined],
  ['DanhSachHoSoBoSung.0.TrangThaiBoSung', 'is 1 when it came', at(answered, 'DanhSachHoSoBoSung.0.TrangThaiBoSung'), '1'],
  ['DanhSachHoSoBoSung.0.NguoiTiepNhanBoSung', 'is the desk', at(answered, 'DanhSachHoSoBoSung.0.NguoiTiepNhanBoSung'), DESK_NAME],
  ['DanhSachHoSoBoSung.0.ThongTinTiepNhan', 'is what the applicant wrote', at(answered, 'DanhSachHoSoBoSung.0.ThongTinTiepNhan'), 'Xin gửi bản rõ hơn'],
  ['DanhSachHoSoBoSung.0.NgayTiepNhanBoSung', 'is when it came', at(answered, 'DanhSachHoSoBoSung.0.NgayTiepNhanBoSung'), '20261006100000'],
  ['DanhSachHoSoBoSung.0.DanhSachGiayToBoSung.0.TenTepDinhKem', 'names the paper that came', at(answered, 'DanhSachHoSoBoSung.0.DanhSachGiayToBoSung.0.TenTepDinhKem'), 'giấy chứng sinh.pdf'],
  ['DanhSachHoSoBoSung.0.DanhSachGiayToBoSung.0.MaThanhPhanHoSo', 'says where it belongs', at(answered, 'DanhSachHoSoBoSung.0.DanhSachGiayToBoSung.0.MaThanhPhanHoSo'), 'birth-evidence'],
  ['DanhSachHoSoBoSung.0.DanhSachLePhiBoSung', 'is left out: no fee is asked for', at(answered, 'DanhSachHoSoBoSung.0.DanhSachLePhiBoSung'), undefined],
  ['DanhSachHoSoBoSung.0.NgayHenTraTruoc', 'stays the promise before', at(answered, 'DanhSachHoSoBoSung.0.NgayHenTraTruoc'), '20261008170000'],
  ['DanhSachHoSoBoSung.0.NgayHenTraMoi', 'is the promise after', at(answered, 'DanhSachHoSoBoSung.0.NgayHenTraMoi'), '20261009170000'],
];

describe('DongBoHoSoMC at hand-in', () => {
  test.each(atHandIn)('%s: %s – the field %s', (path, expected) => {
    expect(at(submitted, path)).toEqual(expected);
  });

  test('looks at every field the file has', () => {
    const looked = new Set(atHandIn.map(([path]) => path.split('.')[0]));
    expect(WIRE.dossier.fields.map(({ name }) => name).filter((name) => !looked.has(name))).toEqual([]);
  });
});

describe('DongBoHoSoMC later on', () => {
  test.each(later)('%s %s', (_path, _why, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('DongBoHoSoMC', () => {
  test('of a refused dossier says when and why', () => {
    const story = new Story(catalogueProcedure('3.000722'), '2026-10-05 09:00').create().grant().submit().at('2026-10-05 10:00');
    story.ask({ type: 'refuse', reasons: ['Không thuộc thẩm quyền'] });
    const { dossier } = toldOf(story, 'DossierRefused');
    expect([dossier['TrangThaiHoSo'], dossier['NgayTuChoi'], dossier['GhiChu']]).toEqual(['3', '20261005100000', 'Không thuộc thẩm quyền']);
  });

  test('of land tells the tax as a fee once the tax office has told it', () => {
    const story = new Story(catalogueProcedure('1.013831'), '2026-10-05 09:00').begun().answer('appraise').advance().answer('send-tax-slip').advance();
    story.ask({ type: 'notify-obligation', stepId: 'tax-obligation', amountDong: 12_500_000, reference: 'TB-77' });
    const { dossier } = toldOf(story, 'ObligationNotified');
    expect([dossier['TrangThaiHoSo'], at(dossier, 'DanhSachLePhi.0.Gia')]).toEqual(['6', '12500000']);
  });

  test('goes out for the first time at hand-in, and again whenever something in it is new', () => {
    expect(tellingsOf(returned).map(({ type, telling }) => `${type} ${telling.news}`)).toEqual([
      'DossierSubmitted first',
      'PapersChecked same',
      'DossierAccepted changed',
      'StepOpened changed',
      'DocumentDrafted same',
      'DocumentSigned same',
      'DocumentSigned same',
      'DocumentIssued same',
      'StepAnswered same',
      'StepOpened same',
      'StepOpened same',
      'StepAnswered same',
      'StepAnswered same',
      'CheckpointReached same',
      'DossierSettled changed',
      'ResultHandedOver changed',
    ]);
  });
});
