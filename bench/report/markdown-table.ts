export type Cell = string | number;

/** A table in Markdown; numbers stand to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isNumeric = head.map((_title, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const lines = [line(head), line(isNumeric.map((numeric) => (numeric ? '--:' : '---'))), ...rows.map((row) => line(row.map(shown)))];
  return lines.join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function shown(cell: Cell): string {
  return typeof cell === 'string' ? cell.replaceAll('|', '\\|') : cell.toLocaleString('en-US', { maximumFractionDigits: 2 });
}
