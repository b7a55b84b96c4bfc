// node verify-proof.mjs proof.json keys.json [events.json]
// proof.json: GET /v1/dossiers/{id}/proof · keys.json: GET /v1/log/keys, kept from when you trusted it · events.json: GET /v1/dossiers/{id}/events
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [proof, keys, history] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const hex = (text) => Buffer.from(text, 'hex');
const must = (holds, what) => { if (!holds) { console.error(`BROKEN: ${what}`); process.exit(1); } };
// RFC 8785: members in the order of their names, no space.
const canonical = (value) => Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value === null || typeof value !== 'object' ? JSON.stringify(value)
  : `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;

// 1. The chain: each link is the hash of the link before it and of what happened.
let link = sha256(`mot-cua/dossier-events/1\n${proof.dossierId}`);
must(link.equals(hex(proof.start)), 'the chain does not begin where this dossier begins');
for (const { seq, content, hash } of proof.events) {
  link = sha256(link, hex(content));
  must(link.equals(hex(hash)), `the chain breaks at event ${seq}`);
}
// 2. The events you hold are those of the chain.
for (const { id, seq, at, by, hash, ...event } of history?.events ?? []) {
  const content = sha256(canonical({ id, dossierId: proof.dossierId, seq, at, by, event })).toString('hex');
  must(content === proof.events.find((each) => each.seq === seq)?.content, `event ${seq} is not what it was`);
}
// 3. The leaf of the day is a link of this chain.
const { leaf, day } = proof;
must(leaf.dossierId === proof.dossierId && proof.events.find(({ seq }) => seq === leaf.seq)?.hash === leaf.head, 'the leaf is not of this chain');
// 4. The way from the leaf to the root: RFC 9162, §2.1.3.2.
let [at, last, root] = [proof.index, day.size - 1, sha256(Buffer.of(0), canonical(leaf))];
for (const beside of proof.path.map(hex)) {
  const isRight = at % 2 === 1 || at === last;
  root = isRight ? sha256(Buffer.of(1), beside, root) : sha256(Buffer.of(1), root, beside);
  while (isRight && at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
  [at, last] = [at >> 1, last >> 1];
}
must(last === 0 && root.equals(hex(day.root)), 'the path does not lead to the root of the day');
// 5. The root was signed with the published key.
const [head, payload, signature] = day.statement.split('.');
const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url'));
const key = keys.keys.find((each) => each.kid === kid);
must(key !== undefined && alg === 'ES256', 'the day is signed with a key you do not know');
must(verify('sha256', Buffer.from(`${head}.${payload}`), { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')), 'the signature of the day does not hold');
const signed = JSON.parse(Buffer.from(payload, 'base64url'));
must(signed.kind === 'log-day' && signed.day === day.day && signed.size === day.size && signed.root === day.root, 'what was signed is another day');
console.log(`Holds: ${proof.dossierId}, events 1 to ${leaf.seq}, in the log of ${day.day} (${day.size} dossiers), signed with ${kid}`);
