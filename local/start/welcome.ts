import type { OpenProvince } from '#local/start/open-province';

interface Welcome {
  readonly print: (line: string) => void;
  readonly sandboxUrl: string;
  readonly portalUrl: string;
  /** The path of the result that the first dossier came to. */
  readonly result: string | undefined;
}

/** Prints what is running, who may sign in, and three things to try. */
export function welcome({ cell, identity, province }: OpenProvince, { print, sandboxUrl, portalUrl, result }: Welcome): void {
  const people = province.people.map(({ id, displayName }) => `    ${id.padEnd(22)} ${displayName}`).join('\n');
  print(`
The cell is running. Its data is kept; Ctrl-C stops it, npm start goes on where it was.

  API             ${cell.apiUrl}/v1
  Sign-in (OIDC)  ${identity.issuer}
  Alarms          ${cell.apiUrl}/_local/alarms
  Control         ${cell.controlUrl}
  Sandbox         ${sandboxUrl}  (the agencies' systems; make one slow, failing, silent …)
  National portal ${portalUrl}  (a stub; what it was told of each dossier)

  People (local sign-in, no password; npm run sign-in -- NAME prints a token):
${people}
  Agencies' systems: system-<agency code>, e.g. system-h99.013

  Three things to try, in another terminal:
  1. ${result === undefined ? whatCanBeAskedFor(cell.apiUrl) : fetchAndCheck(`${cell.apiUrl}${result}`)}
  2. The desk's queue, most urgent first:
     curl -H "Authorization: Bearer $(npm run --silent sign-in -- desk-an-hoa)" ${cell.apiUrl}/v1/inbox
  3. Let four working days pass and the evaluator run twice, and see an alarm go off here:
     npm run clock -- +4wd && npm run clock -- +5m && npm run clock -- +5m
`);
}

function whatCanBeAskedFor(apiUrl: string): string {
  return `What can be asked for?
     curl '${apiUrl}/v1/procedures?q=khai%20sinh'`;
}

function fetchAndCheck(content: string): string {
  return `Fetch the signed birth certificate as the citizen, and have its signatures checked:
     TOKEN=$(npm run --silent sign-in -- citizen-lan)
     curl -s -H "Authorization: Bearer $TOKEN" ${content} |
       node -pe 'JSON.parse(fs.readFileSync(0)).url' | xargs curl -so result.pdf
     curl -H "Authorization: Bearer $TOKEN" ${content.replace(/content$/, 'signatures')}
     pdfsig result.pdf   # another program, if it is installed; the authority here is a development one it does not know`;
}
