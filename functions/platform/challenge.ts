/** How a refused caller may show who it is (RFC 6750 §3, RFC 9421 §5); nothing for a refusal of another kind. */
export function challenge(status: number, code: string): Record<string, string> {
  if (status !== 401) return {};
  const detail = code === 'token-missing' ? '' : `, error="invalid_token", error_description="${code}"`;
  return {
    'www-authenticate': `Bearer realm="mot-cua"${detail}`,
    'accept-signature': 'sig1=("@method" "@target-uri" "content-digest");keyid;created;nonce',
  };
}
