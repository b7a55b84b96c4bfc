/** Calls SNS by its query protocol, so that the SNS client is no dependency for three calls. Rejects with SNS's own answer. */
export async function callSns(endpoint: { url: string; region: string }, parameters: Record<string, string>): Promise<void> {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      // fauxqs verifies no signature; it only reads the region out of the credential's scope.
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${endpoint.region}/sns/aws4_request`,
    },
    body: new URLSearchParams({ ...parameters, Version: '2010-03-31' }),
  });
  if (!response.ok) throw new Error(`SNS ${parameters['Action'] ?? ''} answered ${response.status}: ${await response.text()}`);
}
