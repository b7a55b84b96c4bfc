// Your agency's system in small: it says where it wants to be told of events, verifies them, and answers each step.
// Node 20 or newer:  npm install standardwebhooks  and then  MOT_CUA_TOKEN=… node receiver.mjs
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const { MOT_CUA_URL = 'http://127.0.0.1:8080', MOT_CUA_TOKEN, PORT = '9000', MY_URL = `http://127.0.0.1:${PORT}/` } = process.env;
const types = ['opened', 'reopened', 'asked-again'].map((what) => `vn.motcua.dossier.step-${what}.v1`);
const done = new Set(); // keep it in your database: an event may come twice, always under the same id
let secret;

async function call(method, path, body, key = crypto.randomUUID()) {
  const headers = { authorization: `Bearer ${MOT_CUA_TOKEN}`, 'content-type': 'application/json', 'idempotency-key': key };
  const answer = await fetch(MOT_CUA_URL + path, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function answerStep({ dossierId, stepId }) {
  const path = `/v1/dossiers/${dossierId}/steps/${stepId}`;
  const { step } = await call('GET', path); // with the application, the papers, what other agencies gave: decide on them here
  if (step.state === 'open') await call('POST', `${path}/answer`, { outcome: 'result', resultReference: 'KQ-2026-1' }, `${dossierId}-${stepId}-${step.round}`);
}

async function take(request) {
  const id = request.headers['webhook-id'];
  const { type, data } = new Webhook(secret).verify(await text(request), request.headers); // throws: not from us, or too old
  if (types.includes(type) && !done.has(id)) await answerStep(data);
  done.add(id);
  console.log('took', type, id);
}
createServer(async (request, response) => {
  const fail = (error) => console.error(error.message) ?? (error instanceof WebhookVerificationError ? 401 : 500);
  response.writeHead(await take(request).then(() => 204, fail)).end(); // what is not taken with 2xx comes again, under the same id
}).listen(PORT, async () => {
  const subscription = await call('POST', '/v1/subscriptions', { url: MY_URL, filter: { types } }, `subscribe-${MY_URL}`);
  secret = subscription.secret;
  console.log(subscription.id, await call('POST', `/v1/subscriptions/${subscription.id}/test-event`));
});
