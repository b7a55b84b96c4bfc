/** Decision 20/2020/QĐ-TTg Art. 4: the first group of a code is a ministry or province; the former form had it last. */
const PLACE = /^[A-Y]\d{2}$/;

/** The province or ministry an agency belongs to: `H26` for `H26.101.01` and for `000.00.16.H26`; of any other code the first group. */
export function placeOf(agency: string): string {
  const groups = agency.split('.');
  return groups.find((group) => PLACE.test(group)) ?? groups[0] ?? agency;
}
