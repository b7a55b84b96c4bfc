/** Why we would not send to an address; undefined when we would. What its name resolves to is checked at every sending. */
export function webhookUrlFault(text: string, { allowLoopback }: { readonly allowLoopback: boolean }): string | undefined {
  if (!URL.canParse(text)) return 'not a URL';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (allowLoopback && isLoopbackName(url.hostname)) return ['http:', 'https:'].includes(url.protocol) ? undefined : 'must begin with http: or https:';
  if (url.protocol !== 'https:') return 'must begin with https:';
  // One port, so that the sender cannot be used to knock on doors (aws-numbers §4.3).
  if (url.port !== '') return 'must use port 443';
  return undefined;
}

function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
