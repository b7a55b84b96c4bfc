import { z } from 'zod';

/**
 * The portal's fields as the stub reads them (domain.md §2.3, §2.4), written down once more and on purpose not from the
 * wire files: a file that is wrong must meet somebody who thinks otherwise.
 */

const text = (most: number) => z.string().min(1).max(most);
const maybeText = (most: number) => z.string().max(most);
const flag = z.enum(['0', '1']);
const maybeFlag = z.enum(['', '0', '1']);
const time = z.string().regex(/^\d{14}$/, 'must be yyyyMMddHHmmss').refine(isRealTime, 'is no day or time that there is');
const maybeTime = z.union([z.literal(''), time]);
const number = z.string().regex(/^\d{1,15}$/);
const status = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
const code = z.string().regex(/^[A-Z]\d{2}(\.[0-9A-Z]+)*-\d{6}-\d{4,}$/, 'is no dossier code').max(60);

function isRealTime(value: string): boolean {
  const iso = value.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
  const made = new Date(iso);
  return value > '2000' && value < '2100' && !Number.isNaN(made.getTime()) && made.toISOString() === iso;
}

const paper = z.strictObject({
  TepDinhKemId: maybeText(100).optional(),
  TenTepDinhKem: text(200),
  IsDeleted: flag.optional(),
  MaThanhPhanHoSo: text(100),
  DuongDanTaiTepTin: maybeText(1000),
  DuocSoHoa: flag,
  DuocTaiSuDung: z.enum(['0', '1', '2']),
  DuocLayTuKhoDMQG: flag,
  MaKetQuaThayThe: maybeText(100).optional(),
});

const fee = z.strictObject({ TenPhiLePhi: text(500), MaPhiLePhi: maybeText(50), HinhThucThu: maybeText(10), Gia: number, LoaiPhiLePhi: maybeText(10) });

const supplement = z.strictObject({
  HoSoBoSungId: text(100),
  NguoiYeuCauBoSung: text(200),
  NoiDungBoSung: text(1000),
  NgayBoSung: time,
  NguoiTiepNhanBoSung: maybeText(200).optional(),
  ThongTinTiepNhan: maybeText(1000).optional(),
  NgayTiepNhanBoSung: maybeTime.optional(),
  TrangThaiBoSung: flag,
  DanhSachGiayToBoSung: z.array(z.strictObject({ TepDinhKemId: maybeText(100).optional(), TenTepDinhKem: text(200), MaThanhPhanHoSo: text(100) })).optional(),
  DanhSachLePhiBoSung: z.array(fee).optional(),
  NgayHenTraTruoc: maybeTime.optional(),
  NgayHenTraMoi: maybeTime.optional(),
});

const dossierShape = z.strictObject({
  MaHoSo: code,
  SoBienNhan: maybeText(60).optional(),
  MaTTHC: z.string().regex(/^\d\.\d{6}(\.[0-9A-Z.]+)?$/, 'is no procedure code'),
  TenTTHC: text(1000),
  MaLinhVuc: maybeText(50),
  TenLinhVuc: text(500),
  KenhThucHien: z.enum(['1', '2', '3']),
  ChuHoSo: text(500),
  SoGiayToChuHoSo: text(50),
  LoaiDoiTuong: z.enum(['1', '2', '3', '4']),
  MaDoiTuong: maybeText(50).optional(),
  ThongTinKhac: maybeText(1000).optional(),
  Email: maybeText(200),
  Fax: maybeText(50).optional(),
  SoDienThoai: maybeText(20),
  DinhDanhCHS: z.array(z.strictObject({ LoaiDinhDanh: z.enum(['1', '2']), SoDinhDanh: z.string().regex(/^(\d{9}|\d{12})$/) })).optional(),
  TrichYeuHoSo: text(1000),
  NoiNopHoSo: z.enum(['1', '2']),
  DonViXuLy: text(500),
  GhiChu: maybeText(500).optional(),
  NgayNopHoSo: time,
  NgayTiepNhan: maybeTime,
  NgayHenTra: maybeTime,
  NgayKetThucXuLy: maybeTime.optional(),
  NgayTra: maybeTime.optional(),
  NgayTuChoi: maybeTime,
  TrangThaiHoSo: status,
  ThongTinTra: maybeText(500).optional(),
  HinhThuc: maybeFlag,
  HoSoCoThanhPhanSoHoa: flag,
  TaiKhoanDuocXacThucVoiVNeID: maybeFlag,
  DuocThanhToanTrucTuyen: maybeFlag,
  DSKetNoiCSDL: z.array(z.strictObject({ MaCSDL: text(50) })).optional(),
  TaiLieuNop: z.array(paper).optional(),
  DanhSachLePhi: z.array(fee).optional(),
  DanhSachTepDinhKemKhac: z.array(z.strictObject({ TenGiayTo: text(500), SoLuong: number, LoaiGiayTo: text(10) })).optional(),
  DanhSachHoSoBoSung: z.array(supplement).optional(),
  DanhSachGiayToKetQua: z.array(z.strictObject({ TenGiayTo: text(500), MaThanhPhanHoSo: maybeText(100).optional(), GiayToId: maybeText(200).optional(), DuongDanTepTinKetQua: maybeText(1000), MaGiayToKetQua: maybeText(100) })).optional(),
});

/** What must be known by the time a dossier has come to a status. */
const NEEDED: Readonly<Partial<Record<z.infer<typeof status>, readonly (keyof z.infer<typeof dossierShape>)[]>>> = {
  '2': ['NgayTiepNhan', 'NgayHenTra'],
  '3': ['NgayTuChoi', 'GhiChu'],
  '4': ['NgayTiepNhan'],
  '5': ['DanhSachHoSoBoSung'],
  '6': ['NgayTiepNhan'],
  '9': ['NgayTiepNhan', 'NgayKetThucXuLy'],
  '10': ['NgayTiepNhan', 'NgayKetThucXuLy', 'NgayTra', 'HinhThuc'],
};

export const dossierFields = dossierShape.check(({ value, issues }) => {
  for (const name of NEEDED[value.TrangThaiHoSo] ?? []) {
    if (value[name] === undefined || value[name] === '') issues.push({ code: 'custom', input: undefined, path: [name], message: `must be told with status ${value.TrangThaiHoSo}` });
  }
});
export type DossierFields = z.infer<typeof dossierFields>;

export const progressFields = z.strictObject({
  MaHoSo: code,
  NguoiXuLy: text(50),
  ChucDanh: maybeText(100).optional(),
  ThoiDiemXuLy: time,
  PhongBanXuLy: maybeText(200).optional(),
  NoiDungXuLy: text(500),
  TrangThai: status,
  NgayBatDau: maybeTime.optional(),
  NgayKetThucTheoQuyDinh: maybeTime.optional(),
});
export type ProgressFields = z.infer<typeof progressFields>;
