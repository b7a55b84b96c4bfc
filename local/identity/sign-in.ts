import { readCellState } from '../clock/read-cell-state.ts';
import { requestToken } from './request-token.ts';

/** Runs `npm run sign-in -- <person>`; the token alone goes to standard output, so that it can be put into a variable. */
export async function signIn(words: readonly string[], cellFile?: string): Promise<{ token: string } | { complaint: string }> {
  const [person, ...rest] = words;
  if (person === undefined || rest.length > 0) return { complaint: 'Say who signs in: npm run sign-in -- <person>' };
  const cell = readCellState(cellFile);
  if (cell?.issuer === undefined) return { complaint: 'No cell is running here. Start one with: npm start' };
  try {
    return { token: await requestToken(cell.issuer, person) };
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) };
  }
}

if (import.meta.main) {
  const answer = await signIn(process.argv.slice(2));
  if ('token' in answer) console.log(answer.token);
  else {
    console.error(answer.complaint);
    process.exitCode = 1;
  }
}
