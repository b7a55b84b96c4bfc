import { startPortalStub, STUB_CREDENTIALS, type PortalStub } from '#local/portal-stub/start-portal-stub';
import type { OpenProvince } from '#local/start/open-province';

/**
 * The stub of the national portal inside `npm start`, told of every dossier by the administrator's subscription. Over
 * restarts it is the same subscription; the stub itself begins empty.
 */
export async function openPortal(open: OpenProvince, port: number): Promise<PortalStub> {
  const stub = await startPortalStub({ port });
  const { username: userName, password } = STUB_CREDENTIALS;
  const order = { channel: 'national-portal', url: stub.url, credentials: { userName, password }, description: 'Cổng Dịch vụ công quốc gia' };
  await open.as('administrator').post('/v1/subscriptions', order, `start-portal-${stub.url}`);
  return stub;
}
