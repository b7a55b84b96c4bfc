import type { Assembly } from '../assembly/read-assembly.ts';
import type { CellSettings } from './cell-settings.ts';

const issuerParameter = 'OidcIssuer';
const audienceParameter = 'OidcAudience';

/** Whom access tokens are meant for: as the cell was told, else as the template has it. */
export function audienceOf(cell: CellSettings, assembly: Assembly): string {
  const defaults = assembly.stacks.flatMap(({ template }) => template.Parameters[audienceParameter]?.Default ?? []);
  return cell.parameters?.[audienceParameter] ?? String(defaults[0] ?? 'local');
}

/** The template's parameters: those the cell was given, and the local issuer where the template asks for one. */
export function templateParameters(cell: CellSettings, assembly: Assembly, issuer: string | undefined): Record<string, string> {
  const asksForIssuer = assembly.stacks.some(({ template }) => issuerParameter in template.Parameters);
  return { ...(issuer !== undefined && asksForIssuer && { [issuerParameter]: issuer }), ...cell.parameters };
}
