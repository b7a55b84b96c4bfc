import { agencySigners } from '#local/seed/agency-signers';
import { startSandboxAgency, type Sandbox } from '#local/sandbox-agency/start-sandbox-agency';
import type { OpenProvince } from '#local/start/open-province';

/**
 * The sandbox inside `npm start`: each agency of the province that has software of its own gets a path in it, healthy at first.
 * What the agencies hear and say is printed.
 */
export async function openSandbox(open: OpenProvince, { port, print }: { readonly port: number; readonly print: (line: string) => void }): Promise<Sandbox & { catchUpAll(): Promise<void> }> {
  const { cell, province } = open;
  const sandbox = await startSandboxAgency({ apiUrl: cell.apiUrl, port, now: () => cell.clock.now(), onNotice: (line) => print(`    · ${line}`) });
  const paths = province.agencies.filter(({ receives }) => receives.includes('webhook')).map(({ code }) => code);
  for (const path of paths) sandbox.add({ path, api: open.as(`system-${path.toLowerCase()}`), signers: agencySigners(province, path, (person) => open.as(person)) });
  return {
    ...sandbox,
    catchUpAll: async () => {
      for (const path of paths) await sandbox.catchUp(path);
    },
  };
}
