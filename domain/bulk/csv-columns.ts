/** Where each documented column of a CSV file belongs in the row, as JSON Lines would write it. */
const COLUMNS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  procedureCode: ['procedureCode'],
  channel: ['channel'],
  receivingAgency: ['receivingAgency'],
  commune: ['place', 'commune'],
  province: ['place', 'province'],
  clientReference: ['clientReference'],
  fullName: ['application', 'applicant', 'fullName'],
  identityNumber: ['application', 'applicant', 'identityNumber'],
  applicantKind: ['application', 'applicant', 'kind'],
  phone: ['application', 'applicant', 'phone'],
  email: ['application', 'applicant', 'email'],
  address: ['application', 'applicant', 'address'],
};

/** `choices.parents`, `form.childName`, `papers.declaration`: one column for each option, field of the form or slot. */
const FAMILIES: Readonly<Record<string, readonly [string, ...string[]]>> = { choices: ['choices'], form: ['application', 'form'], papers: ['papers'] };
const FAMILY_MEMBER = /^(choices|form|papers)\.([A-Za-z0-9][A-Za-z0-9-]{0,99})$/;
/** Columns of ours in a file of refused rows; whoever mends it and sends it again need not take them out. */
const OURS = /^_/;

/** The columns nobody knows, or that stand there twice, by their position: a first row that is data must not be quoted. */
export function columnFaults(names: readonly string[]): { pointer: string; problem: string }[] {
  return names.flatMap((name, index) => {
    const pointer = `/columns/${String(index + 1)}`;
    if (name === '' || OURS.test(name)) return [];
    if (names.indexOf(name) !== index) return [{ pointer, problem: 'the same name as a column before it' }];
    return Object.hasOwn(COLUMNS, name) || FAMILY_MEMBER.test(name) ? [] : [{ pointer, problem: 'not the name of a column' }];
  });
}

interface Tree {
  [member: string]: Tree | string | PaperCell[];
}

/** One paper a cell names: `<sha256>:<file name>`, several of them with `|` between. */
export interface PaperCell {
  readonly slot: string;
  readonly sha256: string;
  readonly fileName: string;
}

/**
 * The row as JSON Lines would write it. An empty cell is a field that is not there; a cell too many is kept, so that
 * it is refused as unknown instead of being forgotten.
 */
export function rowOfCells(names: readonly string[], cells: readonly string[]): Tree {
  const row: Tree = {};
  const papers: PaperCell[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = names[index] ?? '';
    // Line breaks in a cell are the file's own, not the person's.
    const value = cell.replaceAll(/\r\n?/g, '\n').trim();
    if (value === '' || OURS.test(name)) continue;
    const place = placeOf(name) ?? [`column ${String(index + 1)}`];
    if (place[0] === 'papers') papers.push(...papersIn(place[1] ?? '', value));
    else put(row, place, value);
  }
  return papers.length === 0 ? row : { ...row, papers };
}

/** Where a column's value belongs in the row; undefined when nobody knows the column. */
function placeOf(name: string): readonly string[] | undefined {
  const [, family = '', member] = FAMILY_MEMBER.exec(name) ?? [];
  return member === undefined ? COLUMNS[name] : [...(FAMILIES[family] ?? []), member];
}

function put(tree: Tree, path: readonly string[], value: string): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    Object.defineProperty(tree, first, { value, enumerable: true, writable: true, configurable: true });
    return;
  }
  const known = Object.hasOwn(tree, first) ? tree[first] : undefined;
  const branch: Tree = typeof known === 'object' && !Array.isArray(known) ? known : {};
  Object.defineProperty(tree, first, { value: branch, enumerable: true, writable: true, configurable: true });
  put(branch, rest, value);
}

function papersIn(slot: string, cell: string): PaperCell[] {
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [sha256 = '', ...name] = part.split(':');
      return { slot, sha256: sha256.trim().toLowerCase(), fileName: name.join(':').trim() };
    });
}

/** The column a JSON pointer into the row speaks of, for people who look at a spreadsheet. */
export function columnOf(pointer: string, papers: readonly Pick<PaperCell, 'slot'>[]): string | undefined {
  const path = pointer.split('/').slice(1);
  const index = path[0] === 'papers' ? Number(path[1]) : Number.NaN;
  if (path[0] === 'papers') return `papers.${papers[index]?.slot ?? path[1] ?? ''}`;
  const fixed = Object.entries(COLUMNS).find(([, place]) => place.join('/') === path.join('/'))?.[0];
  if (fixed !== undefined) return fixed;
  const family = Object.entries(FAMILIES).find(([, place]) => place.every((word, at) => path[at] === word));
  if (family === undefined) return undefined;
  const member = path.slice(family[1].length).join('.');
  return member === '' ? undefined : `${family[0]}.${member}`;
}
