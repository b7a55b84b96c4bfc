import { sampleProvince } from '#local/seed/province';

export const APPLICANT = { fullName: 'Nguyễn Thị Lan', identityNumber: '001190000001', phone: '0912345678' };
export const PERSONAL = [...Object.values(APPLICANT), 'Nguyễn An Nhiên'];
export const creation = { procedureCode: '1.013225', channel: 'desk', place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', application: { applicant: APPLICANT } };
const paper = { slot: 'application', fileName: 'don.pdf', contentType: 'application/pdf', sizeBytes: 1000, sha256: 'a'.repeat(64) };
const apology = { reason: 'Quá tải', extension: { amount: 2, unit: 'working-day' } };
const paperOfLaw = { reason: 'Tòa án thụ lý', cites: 'Điều 19(2)', reference: '12/TA' };
const items = { items: ['Tờ khai'], reasons: ['Thiếu'] };
export const bulk = { format: 'jsonl', sizeBytes: 100, sha256: 'b'.repeat(64) };
const key = { id: '2027-01', publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } };

/** Of a key nobody has made. */
const identity = { capacity: 'agency', agency: 'H99.101', displayName: 'x', keyId: 'nobodys', certificates: ['-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n'] };
const grants = { papers: [{ sha256: 'c'.repeat(64), contentType: 'application/pdf', sizeBytes: 1000 }] };
const agency = sampleProvince().agencies.find(({ code }) => code === 'H99.101');

const drafting = { notation: '1/2026', signers: [{ capacity: 'officer', officer: 'head-an-hoa' }, { capacity: 'agency' }] };

/** In the order of the columns of the table. */
export const WHO = {
  owner: 'citizen-minh', other: 'citizen-lan', firm: 'partner-sao-viet', firm2: 'partner-hai-dang', desk: 'desk-an-hoa', desk2: 'desk-binh-minh', step: 'officer-civil-status',
  head: 'head-an-hoa', off2: 'officer-police', far: 'desk-other-province', sys: 'system-h99.101', asked: 'system-h99.016', audit: 'auditor', admin: 'administrator', nobody: undefined,
} as const;

export interface Sent {
  readonly body?: unknown;
  /** Which of the two dossiers it is about. @default over */
  readonly on?: 'open' | 'over';
  /** A version nothing has, so that whoever may change it is told 412 and nothing changes. */
  readonly ifMatch?: number;
  /** What a name in the path stands for, when not the same as everywhere. */
  readonly names?: Readonly<Record<string, string>>;
}

const STALE = { ifMatch: 99 };
const OPEN = { on: 'open' } as const;

/**
 * Every operation of the API's description, and what each caller is told. `open` is a dossier agencies work on, `over` the same
 * kind with its result handed over: whoever may make a move there is told 409 that its state forbids it, and nothing changes.
 * 403 is for those who may know of the thing, 404 for all others.
 */
export const TABLE: readonly (readonly [operation: string, sent: Sent, expected: string])[] = [
  //                                                                         owner other firm  firm2 desk  desk2 step  head  off2  far   sys   asked audit admin nobody
  ['DELETE /v1/clients/{clientId}/keys/{keyId}', STALE,                    '404   404   404   404   404   404   404   404   404   404   412   404   403   412   401'],
  ['DELETE /v1/subscriptions/{subscriptionId}', STALE,                     '404   404   404   404   404   404   404   403   404   404   412   404   403   412   401'],
  ['GET /v1/agencies/{agencyCode}/register', { names: { agencyCode: 'H99.101.01' } },
                                                                           '403   403   403   403   200   403   403   403   403   403   403   403   403   403   401'],
  ['GET /v1/bulk-hand-ins', {},                                            '403   403   200   200   200   200   403   403   403   200   403   403   403   403   401'],
  ['GET /v1/bulk-hand-ins/{bulkId}', {},                                   '404   404   200   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['GET /v1/calendars', {},                                                '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/calendars/proposals', {},                                      '403   403   403   403   403   403   403   403   403   403   403   403   200   200   401'],
  ['GET /v1/calendars/{edition}', {},                                      '403   403   403   403   403   403   403   403   403   403   403   403   200   200   401'],
  ['GET /v1/calendars/{edition}/moves', {},                                '403   403   403   403   403   403   403   403   403   403   403   403   200   200   401'],
  ['GET /v1/clients', {},                                                  '403   403   403   403   403   403   403   403   403   403   403   403   200   200   401'],
  ['GET /v1/clients/{clientId}', {},                                       '404   404   404   404   404   404   404   404   404   404   200   404   200   200   401'],
  ['GET /v1/dossiers', {},                                                 '200   200   200   200   403   403   403   403   403   403   403   403   403   403   401'],
  ['GET /v1/dossiers/{dossierId}', OPEN,                                   '200   404   404   404   200   404   200   200   404   404   200   200   200   404   401'],
  ['GET /v1/dossiers/{dossierId}/deadlines', OPEN,                         '200   404   404   404   200   404   200   200   404   404   200   200   200   404   401'],
  ['GET /v1/dossiers/{dossierId}/documents', OPEN,                         '200   404   404   404   200   404   200   200   404   404   200   200   200   404   401'],
  ['GET /v1/dossiers/{dossierId}/documents/{documentId}', OPEN,            '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['GET /v1/dossiers/{dossierId}/documents/{documentId}/content', OPEN,    '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['GET /v1/dossiers/{dossierId}/documents/{documentId}/signatures', OPEN, '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/dossiers/{dossierId}/documents/{documentId}/delegation', { body: { officer: 'head-an-hoa' } },
    '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/dossiers/{dossierId}/documents/{documentId}/refusal', { body: { reasons: ['Sai'] } },
    '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/dossiers/{dossierId}/documents/{documentId}/signatures', { body: { sha256: 'd'.repeat(64) } },
    '404   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/documents', { body: drafting },
    '403   404   404   404   403   404   409   409   404   404   409   403   403   404   401'],
  ['GET /v1/my/signatures', {},                                            '403   403   403   403   200   200   200   200   200   200   403   403   403   403   401'],
  ['GET /v1/dossiers/{dossierId}/events', OPEN,                            '200   404   404   404   200   404   200   200   404   404   200   403   200   404   401'],
  ['GET /v1/dossiers/{dossierId}/forms/{form}', OPEN,                      '200   404   404   404   200   404   200   200   404   404   200   403   403   404   401'],
  ['GET /v1/dossiers/{dossierId}/forms/{form}/sealed', OPEN,               '200   404   404   404   200   404   200   200   404   404   200   403   403   404   401'],
  ['GET /v1/dossiers/{dossierId}/papers', OPEN,                            '200   404   404   404   200   404   200   200   404   404   200   200   200   404   401'],
  ['GET /v1/dossiers/{dossierId}/papers/{paperId}/content', OPEN,          '404   404   404   404   404   404   404   404   404   404   404   403   403   404   401'],
  ['GET /v1/dossiers/{dossierId}/papers/{paperId}/signatures', OPEN,       '404   404   404   404   404   404   404   404   404   404   404   403   403   404   401'],
  ['GET /v1/dossiers/{dossierId}/readings', OPEN,                          '200   404   404   404   403   404   403   403   404   404   403   403   403   404   401'],
  // Nothing is sealed yet: whoever may have the proof is told when he can.
  ['GET /v1/dossiers/{dossierId}/proof', OPEN,                             '409   404   404   404   409   404   409   409   404   404   409   403   409   404   401'],
  ['GET /v1/dossiers/{dossierId}/steps/{stepId}', OPEN,                    '403   404   404   404   200   404   200   200   404   404   200   403   403   404   401'],
  ['GET /v1/events', {},                                                   '403   403   200   200   200   200   200   200   200   200   200   200   200   200   401'],
  ['GET /v1/exports/{exportId}', {},                                       '200   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['GET /v1/inbox', {},                                                    '403   403   403   403   200   200   200   200   200   200   200   200   403   403   401'],
  ['GET /v1/lookup/{dossierCode}', {},                                     '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  //                                                                         owner other firm  firm2 desk  desk2 step  head  off2  far   sys   asked audit admin nobody
  ['GET /v1/lookup/{dossierCode}/deadlines', {},                           '404   404   404   404   404   404   404   404   404   404   404   404   404   404   404'],
  ['GET /v1/my/holdings', {},                                              '200   200   200   200   403   403   403   403   403   403   403   403   403   403   401'],
  ['GET /v1/openapi.json', {},                                             '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/procedures', {},                                               '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/log/days', {},                                                 '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/log/days/{day}', {},                                           '404   404   404   404   404   404   404   404   404   404   404   404   404   404   404'],
  ['GET /v1/log/keys', {},                                                 '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/procedures/{procedureCode}', {},                               '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/procedures/{procedureCode}/due-date', {},                      '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/procedures/{procedureCode}/templates/{templateId}/preview', {},
                                                                           '403   403   403   403   200   200   200   200   200   200   403   403   403   200   401'],
  ['GET /v1/sla/agency', {},                                               '403   403   403   403   200   200   200   200   200   200   200   200   403   403   401'],
  ['GET /v1/sla/my-work', {},                                              '403   403   403   403   200   200   200   200   200   200   403   403   403   403   401'],
  ['GET /v1/sla/public-scoreboard', {},                                    '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['GET /v1/sla/scoreboard', {},                                           '403   403   403   403   403   403   403   200   403   403   403   403   200   403   401'],
  ['GET /v1/subscriptions', {},                                            '403   403   200   200   403   403   403   200   403   403   200   200   200   200   401'],
  ['GET /v1/subscriptions/{subscriptionId}', {},                           '404   404   404   404   404   404   404   200   404   404   200   404   200   200   401'],
  ['GET /v1/subscriptions/{subscriptionId}/deliveries', {},                '404   404   404   404   404   404   404   200   404   404   200   404   200   200   401'],
  ['GET /v1/subscriptions/{subscriptionId}/deliveries/{deliveryId}', {},   '404   404   404   404   404   404   404   200   404   404   200   404   200   200   401'],
  ['PATCH /v1/clients/{clientId}', { body: { name: 'x' }, ...STALE },      '404   404   404   404   404   404   404   404   404   404   403   404   403   412   401'],
  ['PATCH /v1/subscriptions/{subscriptionId}', { body: { description: 'x' }, ...STALE },
                                                                           '404   404   404   404   404   404   404   403   404   404   412   404   403   412   401'],
  ['POST /v1/bulk-hand-ins', { body: { ...bulk, format: 'xlsx' } },        '403   403   422   422   422   422   403   403   403   422   403   403   403   403   401'],
  ['POST /v1/bulk-hand-ins/{bulkId}/paper-grants', { body: grants },       '404   404   201   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/bulk-hand-ins/{bulkId}/resumption', {},                       '404   404   409   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/bulk-hand-ins/{bulkId}/start', {},                            '404   404   409   404   404   404   404   404   404   404   404   404   404   404   401'],
  //                                                                         owner other firm  firm2 desk  desk2 step  head  off2  far   sys   asked audit admin nobody
  ['POST /v1/calendars', { body: {} },                                     '403   403   403   403   403   403   403   403   403   403   403   403   403   201   401'],
  ['POST /v1/calendars/{edition}/approval', {},                            '403   403   403   403   403   403   403   403   403   403   403   403   403   200   401'],
  ['POST /v1/calendars/{edition}/rejection', { body: { reason: 'Không' } },
                                                                           '403   403   403   403   403   403   403   403   403   403   403   403   403   409   401'],
  ['POST /v1/calendars/{edition}/resumption', {},                          '403   403   403   403   403   403   403   403   403   403   403   403   403   200   401'],
  ['POST /v1/clients', { body: { kind: 'agency-system', agency: 'H99.999', name: 'x' } },
                                                                           '403   403   403   403   403   403   403   403   403   403   403   403   403   404   401'],
  ['POST /v1/clients/{clientId}/keys', { body: key, ...STALE },            '404   404   404   404   404   404   404   404   404   404   412   404   403   412   401'],
  ['POST /v1/dossiers', { body: creation },                                '201   201   201   201   201   403   403   403   403   403   403   403   403   403   401'],
  ['POST /v1/dossiers/{dossierId}/acceptance', {},                         '403   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/apology', { body: apology },             '403   404   404   404   409   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions', { body: { verdict: 'agree' } },
                                                                           '403   404   404   404   403   404   403   403   404   404   403   409   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/hand-over', { body: { method: 'desk' } },
                                                                           '403   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/lateness-acknowledgement', { body: { rung: 'officer' } },
                                                                           '403   404   404   404   403   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/papers', { body: { papers: [paper] } },  '409   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/papers/{paperId}/completion', { body: { uploadId: 'x', parts: [{ partNumber: 1, etag: 'x' }] } },
                                                                           '404   404   404   404   404   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/papers/digitisation', { body: { confirmsLikeness: true, papers: [{ paperId: 'pp-1', condition: 'original', sheets: 1, pages: 1 }] } },
                                                                           '403   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/refusal', { body: { reasons: ['Không'] } },
                                                                           '403   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/answer', { body: { outcome: 'result' } },
                                                                           '403   404   404   404   403   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment', { body: { reason: 'Sáp nhập' } },
                                                                           '403   404   404   404   403   404   403   409   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations', { body: { consultationId: 'house-opinions' } },
                                                                           '403   404   404   404   403   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation', { body: { amountDong: 1, reference: 'TB' } },
                                                                           '403   404   404   404   403   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/steps/{stepId}/retry', { body: { reason: 'Sai ngày sinh' } },
                                                                           '403   404   404   404   403   404   409   409   404   404   409   403   403   404   401'],
  //                                                                         owner other firm  firm2 desk  desk2 step  head  off2  far   sys   asked audit admin nobody
  ['POST /v1/dossiers/{dossierId}/submission', {},                         '409   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/supplement', { body: {} },               '409   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/supplement-request', { body: items },    '403   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/suspension', { body: paperOfLaw },       '403   404   404   404   409   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/suspension-end', { body: { reason: 'Hết' } },
                                                                           '403   404   404   404   409   404   409   409   404   404   409   403   403   404   401'],
  ['POST /v1/dossiers/{dossierId}/withdrawal', { body: { reason: 'Thôi' } },
                                                                           '409   404   404   404   409   404   403   403   404   404   403   403   403   404   401'],
  ['POST /v1/exports', { body: { scope: 'agency' } },                      '403   403   403   403   403   403   403   201   403   403   201   201   403   403   401'],
  ['POST /v1/exports/{exportId}/resumption', {},                           '409   404   404   404   404   404   404   404   404   404   404   404   404   404   401'],
  ['POST /v1/oauth/token', { body: {} },                                   '415   415   415   415   415   415   415   415   415   415   415   415   415   415   415'],
  ['POST /v1/operations/figure-rebuilds', { body: {} },                    '403   403   403   403   403   403   403   403   403   403   403   403   403   202   401'],
  ['POST /v1/operations/rehydrations', { body: { dossierId: 'ds-none' } },
                                                                           '403   403   403   403   403   403   403   403   403   403   403   403   403   404   401'],
  ['POST /v1/procedures', { body: { code: 'x' } },                         '403   403   403   403   403   403   403   403   403   403   403   403   403   400   401'],
  ['POST /v1/signature-reports', { body: { pdf: 'JVBERi0xLjcK' } },        '200   200   200   200   200   200   200   200   200   200   200   200   200   200   200'],
  ['POST /v1/subscriptions', { body: { url: 'ftp://a.example' } },         '403   403   422   422   403   403   403   403   403   403   422   422   403   422   401'],
  ['POST /v1/subscriptions/{subscriptionId}/replays', { body: { allFailed: true }, ...STALE },
                                                                           '404   404   404   404   404   404   404   403   404   404   412   404   403   412   401'],
  ['POST /v1/subscriptions/{subscriptionId}/secret-rotation', { body: {}, ...STALE },
                                                                           '404   404   404   404   404   404   404   403   404   404   412   404   403   412   401'],
  ['POST /v1/subscriptions/{subscriptionId}/test-event', STALE,            '404   404   404   404   404   404   404   403   404   404   412   404   403   412   401'],
  ['GET /v1/agencies/{agencyCode}/signing-identities', {},                 '403   403   403   403   403   403   200   200   403   403   403   403   200   200   401'],
  ['GET /v1/signing-identities/{identityId}', {},                          '404   404   404   404   404   404   200   200   404   404   404   404   200   200   401'],
  ['PUT /v1/signing-identities/{identityId}', { body: identity },          '403   403   403   403   403   403   403   403   403   403   403   403   403   422   401'],
  ['PUT /v1/agencies/{agencyCode}', { body: agency },                      '403   403   403   403   403   403   403   403   403   403   403   403   403   200   401'],
];
