import * as z from 'zod';
import { judgeReply } from '#domain/national-portal/judge-reply';
import type { PortalRecord } from '#domain/national-portal/fill-record';
import type { PortalWire, RecordWire, ReplyMeaning } from '#domain/national-portal/wire-file';
import { AddressRefused } from '#functions/adapters/agency-http/guarded-lookup';
import { guardedPost, type PostAnswer, type PostGuard } from '#functions/adapters/agency-http/guarded-post';
import type { PortalSessions } from '#functions/adapters/national-portal/portal-sessions';

export interface PortalAddress {
  readonly url: string;
  /** `madonvi`: as whom the cell speaks. */
  readonly unit: string;
  /** `dstcode`: for whom its messages are. */
  readonly destination: string;
  readonly credentials?: { readonly userName: string; readonly password: string } | undefined;
}

/** One call and what came of it. */
export interface PortalReply {
  readonly meaning: ReplyMeaning | 'not-http-ok';
  readonly answer: PostAnswer;
}

export interface PortalLineOptions extends PostGuard {
  readonly wire: PortalWire;
  readonly sessions: PortalSessions;
}

/** There is no session to be had, so that nothing was sent. */
export class NoPortalSession extends Error {
  constructor(why: 'no credentials' | 'login refused') {
    super(why);
    this.name = 'NoPortalSession';
  }
}

/** Nobody answered in time, so that it is not known whether the portal has the message. */
export class PortalSilent extends Error {
  constructor(cause: unknown) {
    super('The portal did not answer', { cause });
    this.name = 'PortalSilent';
  }
}

/** Speaks the portal's call format by its wire file. Holds no state but the sessions. */
export class PortalLine {
  readonly #options: PortalLineOptions;

  constructor(options: PortalLineOptions) {
    this.#options = options;
  }

  /**
   * Calls one service with one record; a session that is over is replaced and the call made again, once.
   * @param isUpdating told only where the service's file says that it is
   * @throws AddressRefused, NoPortalSession, PortalSilent
   */
  async call(address: PortalAddress, service: Pick<RecordWire, 'service' | 'tellsIsUpdating'>, told: { readonly record: PortalRecord; readonly isUpdating: boolean }): Promise<PortalReply> {
    const first = await this.#callOnce(address, service, told);
    if (first.meaning !== 'session-over') return first;
    this.#options.sessions.forget(sessionKey(address));
    const second = await this.#callOnce(address, service, told);
    return second.meaning === 'session-over' ? { ...second, meaning: 'try-again' } : second;
  }

  async #callOnce(address: PortalAddress, { service, tellsIsUpdating }: Pick<RecordWire, 'service' | 'tellsIsUpdating'>, { record, isUpdating }: { readonly record: PortalRecord; readonly isUpdating: boolean }): Promise<PortalReply> {
    const { call } = this.#options.wire;
    const { body: names, words } = call;
    const body = {
      [names.session]: await this.#session(address),
      [names.unit]: address.unit,
      [names.service]: service,
      ...(tellsIsUpdating && { [names.isUpdating]: isUpdating ? words.true : words.false }),
      [names.data]: [record],
    };
    const answer = await this.#post(new URL(address.url), address, body);
    return { answer, meaning: answer.status >= 200 && answer.status < 300 ? judgeReply(answer.text, call) : 'not-http-ok' };
  }

  async #session(address: PortalAddress): Promise<string> {
    const { wire, sessions } = this.#options;
    const { session } = wire.call;
    if (session.kind === 'none') return '';
    const known = sessions.find(sessionKey(address));
    if (known !== undefined) return known;
    if (address.credentials === undefined) throw new NoPortalSession('no credentials');
    const { userName, password } = address.credentials;
    const answer = await this.#post(new URL(session.path, address.url), address, { [session.userName]: userName, [session.password]: password });
    const given = answer.status >= 200 && answer.status < 300 && judgeReply(answer.text, wire.call) === 'done' ? textOf(answer.text, session.session) : undefined;
    if (given === undefined) throw new NoPortalSession('login refused');
    sessions.keep(sessionKey(address), given, session.keptMinutes);
    return given;
  }

  async #post(url: URL, { destination }: PortalAddress, body: unknown): Promise<PostAnswer> {
    const { call } = this.#options.wire;
    const headers = { 'content-type': `${call.contentType}; charset=utf-8`, accept: call.contentType, [call.destinationHeader]: destination, 'user-agent': 'MotCua-Portal/1' };
    try {
      return await guardedPost(url, { headers, body: JSON.stringify(body) }, this.#options);
    } catch (error) {
      throw error instanceof AddressRefused ? error : new PortalSilent(error);
    }
  }
}

function sessionKey({ url, unit, credentials }: PortalAddress): string {
  return [url, unit, credentials?.userName ?? ''].join(' ');
}

function textOf(answer: string, name: string): string | undefined {
  return z.record(z.string(), z.unknown()).transform((said) => said[name]).pipe(z.string().min(1)).safeParse(JSON.parse(answer)).data;
}
