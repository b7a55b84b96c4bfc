import type { SandboxAgency } from '#local/sandbox-agency/sandbox-agency';
import { BEHAVIOURS } from '#local/sandbox-agency/sandbox-mode';

const LAST = 25;

/** The page where a person sees what the sandbox's agencies heard and said, and tells them how to behave. */
export function controlPage(agencies: Iterable<SandboxAgency>): string {
  const sections = [...agencies].map(section).join('\n');
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandbox agencies · Cơ quan thử nghiệm</title>
<style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd}h2{margin-top:2rem}code{font-size:13px}dl{display:grid;grid-template-columns:9rem 1fr;gap:.2rem}dd{margin:0}</style></head>
<body><h1>Cơ quan thử nghiệm · Sandbox agencies</h1>
<dl>${Object.entries(BEHAVIOURS).map(([mode, { about }]) => `<dt><code>${mode}</code></dt><dd>${about.vi} · ${about.en}</dd>`).join('')}</dl>
${sections}
</body></html>`;
}

function section({ path, conduct, heard, said }: SandboxAgency): string {
  const address = `/control/${path}`;
  const options = Object.keys(BEHAVIOURS).map((mode) => `<option${mode === conduct.mode ? ' selected' : ''}>${mode}</option>`).join('');
  const rows = [
    ...heard.slice(-LAST).map((each) => ({ at: each.at, text: `nghe · heard ${each.type === '' ? 'a message that is not genuine' : each.type} ${each.dossierId} → ${each.status === 0 ? 'cắt kết nối · hung up' : String(each.status)}` })),
    ...said.slice(-LAST).map((each) => ({ at: each.at, text: `nói · said (${each.what}) ${each.dossierId} / ${each.stepId} → ${String(each.status)}` })),
  ].toSorted((left, right) => right.at.localeCompare(left.at));
  return `<h2><code>${escaped(path)}</code></h2>
<form method="post" action="${escaped(address)}"><select name="mode">${options}</select>
<label>delay, ms <input name="delayMilliseconds" type="number" min="0" value="${String(conduct.delayMilliseconds)}"></label>
<label>work, ms <input name="workMilliseconds" type="number" min="0" value="${String(conduct.workMilliseconds)}"></label>
<button>Đổi · Change</button></form>
<table>${rows.map(({ at, text }) => `<tr><td><code>${escaped(at)}</code></td><td>${escaped(text)}</td></tr>`).join('')}</table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
