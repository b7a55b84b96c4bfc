import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import type { Person } from './identity-settings.ts';

const KIND_NAMES: Readonly<Record<Person['kind'], string>> = {
  citizen: 'Công dân · Citizen',
  officer: 'Cán bộ · Officer',
  administrator: 'Quản trị · Administrator',
  'agency-system': 'Hệ thống · System',
  partner: 'Đối tác · Partner',
  auditor: 'Kiểm toán · Auditor',
};

/** Serves `/sign-in/<uid>`: a list of the seeded people; a click signs in, without a password. */
export function signInPage(provider: Provider, people: readonly Person[]): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      const { params } = await provider.interactionDetails(request, response);
      if (request.method !== 'POST') return send(response, 200, page(people, String(params['client_id'])));
      const accountId = new URLSearchParams(await text(request)).get('person') ?? '';
      if (!people.some(({ id }) => id === accountId)) return send(response, 400, errorPage('Không có người này. There is no such person.'));
      await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
    } catch {
      // The cookie of this attempt is gone: a page left open, or a restart.
      send(response, 400, errorPage('Phiên đăng nhập đã hết. This sign-in is over; start again from the application.'));
    }
  };
}

function page(people: readonly Person[], application: string): string {
  const buttons = people.map(({ id, displayName, kind, agency, roles = [] }) => {
    const details = [KIND_NAMES[kind], agency, ...roles].filter((detail) => detail !== undefined);
    return `<li><button name="person" value="${escape(id)}"><strong>${escape(displayName)}</strong> <small>${escape(details.join(' · '))}</small></button></li>`;
  });
  return frame(`<h1>Đăng nhập thử · Local sign-in</h1>
<p class="warning">Chỉ dùng trên máy này, không cần mật khẩu. For local use only: no password is asked.</p>
<p>Ứng dụng · Application: ${escape(application)}</p>
<form method="post"><ul>${buttons.join('\n')}</ul></form>`);
}

/** A page with nothing but a sentence. */
export function errorPage(sentence: string): string {
  return frame(`<p>${escape(sentence)}</p>`);
}

function frame(body: string): string {
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Đăng nhập thử · Local sign-in</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
.warning { background: #fff4ce; padding: .5rem 1rem; border-left: .25rem solid #b35900 }
ul { list-style: none; padding: 0 }
button { width: 100%; text-align: left; font: inherit; padding: .75rem 1rem; margin: .25rem 0; border: 1px solid #6b6b6b; border-radius: .25rem; background: #fff; cursor: pointer }
button:hover, button:focus { background: #e8f0fe }
small { color: #4a4a4a }
</style></head><body><main>${body}</main></body></html>`;
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(html);
}

function escape(given: string): string {
  return given.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
