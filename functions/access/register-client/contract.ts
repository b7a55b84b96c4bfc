import * as z from 'zod';
import { shownClient } from '#domain/access/client-view';
import { agencyCode } from '#domain/agencies/agency';
import { personText } from '#domain/kernel/text';
import { httpContract } from '#functions/platform/http-contract';
import { newKeyBody } from '#functions/platform/new-key';

export const clientBody = z
  .strictObject({
    kind: z.enum(['agency-system', 'partner']),
    agency: agencyCode.optional().meta({ description: 'The agency the system speaks for; a partner has none.' }),
    name: personText(200),
    keys: z.array(newKeyBody).max(5).default([]).meta({ description: 'Its first public keys; more can be added later, by itself too.' }),
  })
  .refine((body) => (body.kind === 'agency-system') === (body.agency !== undefined), { path: ['agency'], message: 'an agency-system names its agency, a partner none' })
  .meta({ id: 'NewClient' });

export const contract = httpContract({
  route: 'POST /v1/clients',
  access: 'signed-in',
  idempotent: true,
  body: clientBody,
  title: { vi: 'Đăng ký hệ thống được gọi API', en: 'Register a client' },
  description: {
    vi: 'Hệ thống của cơ quan hoặc đối tác tự xác thực bằng khoá của mình: xin mã truy cập bằng private_key_jwt, hoặc ký từng thông điệp theo RFC 9421. Một Cửa chỉ giữ khoá công khai.',
    en: 'The system of an agency or of a partner shows who it is by a key of its own: it asks for an access token by private_key_jwt, or signs each message by RFC 9421. Only public keys are kept here.',
  },
  answers: { 201: shownClient },
  problems: ['not-allowed', 'agency-not-found', 'key-not-usable', 'key-id-taken', 'idempotency-key-reused'],
  example: { body: { kind: 'agency-system', agency: 'H99.012', name: 'Phần mềm thuế Tỉnh Mẫu', keys: [{ id: '2026-11', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } }] } },
});
