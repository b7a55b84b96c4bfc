import type { PortalRecord } from '#domain/national-portal/fill-record';
import { hidePersonal } from '#domain/national-portal/hide-personal';
import type { PortalTelling } from '#domain/national-portal/portal-telling';
import type { PortalWire } from '#domain/national-portal/wire-file';
import type { PortalAddress, PortalLine, PortalReply } from '#functions/adapters/national-portal/portal-line';

export interface PortalDesk {
  readonly line: Pick<PortalLine, 'call'>;
  readonly wire: Pick<PortalWire, 'dossier' | 'progress'>;
  readonly address: PortalAddress;
}

/** What the last call came to. */
export interface Told {
  readonly reply: PortalReply;
  /** The first characters of the portal's answer, without anything of a person. */
  readonly answer: string;
}

const ANSWER_CHARACTERS = 500;

/**
 * Tells one event: first the dossier as it is after it, if that is news, then the line in its course. The line comes
 * last, so that when an answer is lost and all is told again, what the portal has twice is an update.
 * @returns nothing when there was nothing to tell
 */
export async function tellPortal(desk: PortalDesk, telling: PortalTelling): Promise<Told | undefined> {
  const { news, dossier, progress } = telling;
  const told = news === 'same' ? undefined : await tellDossier(desk, dossier, news === 'changed');
  if (progress === undefined || (told !== undefined && told.reply.meaning !== 'done')) return told;
  return tellProgress(desk, progress, dossier);
}

/** "Already exists" becomes an update, and an update of a dossier the portal does not know a first message, each once. */
async function tellDossier({ line, wire, address }: PortalDesk, record: PortalRecord, isUpdating: boolean): Promise<Told> {
  const tell = async (updating: boolean): Promise<Told> => {
    const reply = await line.call(address, wire.dossier, { record, isUpdating: updating });
    return { reply, answer: hidePersonal(reply.answer.text, record, wire.dossier).slice(0, ANSWER_CHARACTERS) };
  };
  const first = await tell(isUpdating);
  const isOtherWay = first.reply.meaning === (isUpdating ? 'unknown-dossier' : 'exists');
  return isOtherWay ? tell(!isUpdating) : first;
}

/** A line the portal has already is a line it has: the answer to the first try was lost. */
async function tellProgress(desk: PortalDesk, record: PortalRecord, dossier: PortalRecord): Promise<Told> {
  const { line, wire, address } = desk;
  const tell = async (): Promise<Told> => {
    const reply = await line.call(address, wire.progress, { record, isUpdating: false });
    const answer = hidePersonal(reply.answer.text, dossier, wire.dossier).slice(0, ANSWER_CHARACTERS);
    return { reply: reply.meaning === 'exists' ? { ...reply, meaning: 'done' } : reply, answer };
  };
  const first = await tell();
  if (first.reply.meaning !== 'unknown-dossier') return first;
  const introduced = await tellDossier(desk, dossier, false);
  return introduced.reply.meaning === 'done' ? tell() : introduced;
}
