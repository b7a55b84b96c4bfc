import { masked, type PortalDesk } from '#local/portal-stub/portal-desk';
import type { PortalFault } from '#local/portal-stub/portal-faults';

const SHOWN_CALLS = 200;

/** The page at `/`: what came in, newest first, and what is known of each dossier. Whatever is of a person is masked. */
export function portalPage({ dossiers, log }: PortalDesk, fault: PortalFault): string {
  const known = [...dossiers.values()].map(({ latest, statuses, progress, updates }) => [
    latest.MaHoSo,
    latest.TenTTHC,
    masked(latest.ChuHoSo),
    masked(latest.SoGiayToChuHoSo),
    statuses.join(' → '),
    latest.NgayHenTra === '' ? '–' : latest.NgayHenTra,
    String(updates),
    progress.map(({ NoiDungXuLy }) => NoiDungXuLy).join('; '),
  ]);
  const calls = log.slice(-SHOWN_CALLS).toReversed().map(({ at, service, isUpdating, dossier, status, answer }) => [at, service, isUpdating, dossier, status, answer]);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stub of the national portal</title>
<style>body{font:15px/1.5 system-ui;margin:2rem}table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}</style>
<h1>Stub of the national portal</h1>
<p>Behaviour: <strong>${escaped(JSON.stringify(fault))}</strong>. Change it with <code>curl -X POST -d '{"kind":"down"}' …/_stub/fault</code>; kinds: none, error, status, slow, lost-answer, down.</p>
<h2>Dossiers (${String(dossiers.size)})</h2>
${table(['MaHoSo', 'TenTTHC', 'ChuHoSo', 'SoGiayTo', 'TrangThaiHoSo', 'NgayHenTra', 'updates', 'progress'], known)}
<h2>Calls (${String(log.length)})</h2>
${table(['at', 'service', 'isUpdating', 'MaHoSo', 'status', 'answer'], calls)}
</html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th') => `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${row(heads, 'th')}${rows.map((cells) => row(cells, 'td')).join('\n')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
