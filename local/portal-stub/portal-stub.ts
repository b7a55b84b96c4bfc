import { startPortalStub, STUB_CREDENTIALS } from '#local/portal-stub/start-portal-stub';

/** `npm run portal-stub`: the stub alone, for whoever writes another sender. */
const stub = await startPortalStub({ port: Number(process.env['MOT_CUA_PORTAL_PORT'] ?? 8600) });
console.log(`The stub of the national portal takes messages at ${stub.url}, logs in ${STUB_CREDENTIALS.username} / ${STUB_CREDENTIALS.password}, and shows them at ${stub.pageUrl}`);
