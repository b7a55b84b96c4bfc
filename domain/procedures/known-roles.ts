import type { Mend } from '#domain/kernel/domain-error';

/** What an agency can be in a procedure, in both languages of the desk. A procedure names roles, the register names agencies. */
export const agencyRoles: Readonly<Record<string, Mend>> = {
  'one-stop': { vi: 'Trung tâm phục vụ hành chính công (bộ phận một cửa)', en: 'One-stop service centre' },
  'commune-peoples-committee': { vi: 'Ủy ban nhân dân cấp xã', en: "Commune People's Committee" },
  'commune-police': { vi: 'Công an cấp xã', en: 'Commune police' },
  'social-insurance': { vi: 'Cơ quan bảo hiểm xã hội', en: 'Social insurance agency' },
  tax: { vi: 'Cơ quan thuế', en: 'Tax authority' },
  'business-registry': { vi: 'Cơ quan đăng ký kinh doanh', en: 'Business registry' },
  'construction-authority': { vi: 'Cơ quan chuyên môn về xây dựng', en: 'Construction authority' },
  'land-office': { vi: 'Văn phòng đăng ký đất đai', en: 'Land registration office' },
  'labour-authority': { vi: 'Cơ quan quản lý lao động', en: 'Labour authority' },
  'public-security-province': { vi: 'Công an cấp tỉnh', en: 'Provincial police' },
  'culture-authority': { vi: 'Cơ quan quản lý văn hóa', en: 'Culture authority' },
  'social-affairs': { vi: 'Cơ quan phụ trách bảo trợ xã hội và người có công', en: 'Social assistance and merit authority' },
  'fire-police': { vi: 'Cảnh sát phòng cháy, chữa cháy', en: 'Fire police' },
  'natural-resources': { vi: 'Cơ quan quản lý tài nguyên và môi trường', en: 'Natural resources and environment authority' },
};

/** The names alone, for the linter. */
export const knownRoles: ReadonlySet<string> = new Set(Object.keys(agencyRoles));
