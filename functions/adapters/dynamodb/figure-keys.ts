import type { FigureRow } from '#domain/figures/figure-row';
import type { ItemKey } from '#functions/adapters/dynamodb/dossier-keys';

/** Every key of the figures table is built here; `docs/access-patterns.md` says what each one is for. */
export const GENERATIONS: ItemKey = { pk: 'GENERATIONS', sk: 'GENERATIONS' };

export function countedKey(generation: number, dossierId: string): ItemKey {
  return { pk: `${prefix(generation)}COUNTED#${dossierId}`, sk: 'COUNTED' };
}

export function dossierOfCounted(pk: string): string {
  return pk.slice(pk.lastIndexOf('#') + 1);
}

/** Rows of agencies and rows of their procedures lie apart, so that a list of either reads nothing of the other. */
export type Breadth = 'agency' | 'procedure';

export function nowPk(generation: number, place: string, by: Breadth): string {
  return `${prefix(generation)}NOW#${place}#${by}`;
}

export function monthPk(generation: number, { place, month, by }: { readonly place: string; readonly month: string; readonly by: Breadth }): string {
  return `${prefix(generation)}MONTH#${place}#${month}#${by}`;
}

export function daysPk(generation: number, agency: string, procedureCode: string): string {
  return `${prefix(generation)}DAYS#${agency}#${procedureCode}`;
}

export function placePk(generation: number, kind: 'settled' | 'promises' | 'waiting', place: string): string {
  return `${prefix(generation)}${kind.toUpperCase()}#${place}`;
}

/** `<agency>#` and `<agency>#<procedure>`: an agency stands before those below it, whose codes go on with a dot. */
function agencySk(agency: string, procedureCode = ''): string {
  return `${agency}#${procedureCode}`;
}

export function agencyOfSk(sk: string): { readonly agency: string; readonly procedureCode?: string } {
  const [agency = '', procedureCode = ''] = sk.split('#');
  return { agency, ...(procedureCode === '' ? {} : { procedureCode }) };
}

/** The sort keys of an agency and those below it: `#` and `.` lie before `/`, and no code has a character between them. */
export function underAgency(agency: string): { readonly from: string; readonly to: string } {
  return { from: `${agency}#`, to: `${agency}/` };
}

export function rowKey(generation: number, row: FigureRow): ItemKey {
  switch (row.kind) {
    case 'now':
      return { pk: nowPk(generation, row.place, breadthOf(row)), sk: agencySk(row.agency, row.procedureCode) };
    case 'month':
      return { pk: monthPk(generation, { ...row, by: breadthOf(row) }), sk: agencySk(row.agency, row.procedureCode) };
    case 'day':
      return { pk: daysPk(generation, row.agency, row.procedureCode), sk: row.day };
    case 'settled':
    case 'waiting':
      return { pk: placePk(generation, row.kind, row.place), sk: row.day };
    case 'promises':
      return { pk: placePk(generation, row.kind, row.place), sk: row.from };
  }
}

function breadthOf({ procedureCode }: { readonly procedureCode?: string }): Breadth {
  return procedureCode === undefined ? 'agency' : 'procedure';
}

function prefix(generation: number): string {
  return `G${generation}#`;
}
