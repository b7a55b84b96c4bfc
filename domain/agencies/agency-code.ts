import { DomainError } from '#domain/kernel/domain-error';

/**
 * An agency's electronic identification code, level by level. `root` is the ministry or province (`H26`), `levels` the
 * groups below it from the highest to the lowest. A group of zeros at the end means "no such level".
 */
export interface AgencyCode {
  readonly root: string;
  readonly levels: readonly string[];
}

const MAX_CHARACTERS = 35;
/** Decision 20/2020/QĐ-TTg Art. 4: from level 1 to the right, groups of 0–9 and A–Z joined by dots. */
const PRESENT_FORM = /^[A-Y]\d{2}(\.[0-9A-Z]+)*$/;
/** QCVN 102:2016/BTTTT, `V1V2V3.Z1Z2.Y1Y2.MX1X2` (Circular 01/2018/TT-VPCP Art. 19): from the lowest level to the right. */
const FORMER_FORM = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Y]\d{2})$/;

/** Reads a code in its present (`H26.16`) or former form (`000.00.16.H26`); throws DomainError `malformed-agency-code`. */
export function parseAgencyCode(text: string): AgencyCode {
  const former = FORMER_FORM.exec(text);
  if (former !== null) {
    const [, third = '', second = '', first = '', root = ''] = former;
    return { root, levels: withoutUnusedLevels([first, second, third]) };
  }
  if (text.length > MAX_CHARACTERS || !PRESENT_FORM.test(text)) throw malformed();
  const [root = '', ...levels] = text.split('.');
  return { root, levels };
}

/** The present form, e.g. `H26.16`; groups of zeros are printed as they were read. */
export function printAgencyCode({ root, levels }: AgencyCode): string {
  return [root, ...levels].join('.');
}

/** The QCVN 102 form, e.g. `000.00.16.H26`; nothing when the code does not fit it (more levels, letters, longer groups). */
export function printFormerAgencyCode({ root, levels }: AgencyCode): string | undefined {
  const used = withoutUnusedLevels(levels);
  const [first = '00', second = '00', third = '000'] = used;
  const printed = [third, second, first, root].join('.');
  return used.length <= 3 && FORMER_FORM.test(printed) ? printed : undefined;
}

/** Whether two codes, in whatever form they were written, mean the same body. */
export function isSameAgency(one: AgencyCode, other: AgencyCode): boolean {
  return canonical(one) === canonical(other);
}

function canonical({ root, levels }: AgencyCode): string {
  return printAgencyCode({ root, levels: withoutUnusedLevels(levels) });
}

function withoutUnusedLevels(levels: readonly string[]): string[] {
  const lastUsed = levels.findLastIndex((group) => !/^0+$/.test(group));
  return levels.slice(0, lastUsed + 1);
}

function malformed(): DomainError {
  return new DomainError({
    kind: 'malformed',
    code: 'malformed-agency-code',
    mend: {
      vi: 'Mã định danh cơ quan phải có dạng H26.16 (Quyết định 20/2020/QĐ-TTg) hoặc 000.00.16.H26 (QCVN 102).',
      en: 'An agency code reads H26.16 (Decision 20/2020/QĐ-TTg) or 000.00.16.H26 (QCVN 102).',
    },
  });
}
