import type { Document } from '#domain/documents/document';
import type { Actor, Application, Consultation, Paper, Step, Watch } from '#domain/dossiers/parts';

export function anActor(overrides: Partial<Actor> = {}): Actor {
  return { kind: 'citizen', id: 'sub-citizen-1', ...overrides };
}

export function anApplication(overrides: Partial<Application> = {}): Application {
  return {
    applicant: { fullName: 'Nguyễn Thị Ánh', identityNumber: '001190000001', kind: 'citizen', phone: '+84 912 345 678' },
    form: { childName: 'Nguyễn Văn Bình', copies: 2, atHospital: true },
    ...overrides,
  };
}

export function aPaper(overrides: Partial<Paper> = {}): Paper {
  return {
    id: 'paper-1',
    slot: 'birth-notice',
    fileName: 'Giấy chứng sinh.pdf',
    contentType: 'application/pdf',
    sizeBytes: 120_000,
    sha256: 'a'.repeat(64),
    state: 'granted',
    grantedAt: '2026-11-23T02:00:00.000Z',
    ...overrides,
  };
}

export function aWatch(overrides: Partial<Watch> = {}): Watch {
  return { epoch: 1, since: '2026-11-23T03:00:00.000Z', told: [], ladder: [], ...overrides };
}

export function aStep(overrides: Partial<Step> = {}): Step {
  return {
    id: 'register-birth',
    stageId: 'registration',
    agency: 'H26.001.02',
    kind: 'work',
    round: 1,
    state: 'open',
    openedAt: '2026-11-23T03:00:00.000Z',
    atRiskAt: '2026-11-24T03:00:00.000Z',
    dueAt: '2026-11-25T03:00:00.000Z',
    clock: [{ kind: 'started', at: '2026-11-23T03:00:00.000Z' }],
    watch: aWatch(),
    ...overrides,
  };
}

export function aConsultation(overrides: Partial<Consultation> = {}): Consultation {
  return {
    id: 'land-opinion',
    stepId: 'register-birth',
    question: 'Thửa đất có trong quy hoạch không?',
    askedAt: '2026-11-23T04:00:00.000Z',
    dueAt: '2026-11-26T04:00:00.000Z',
    onSilence: 'DEEMED_AGREED',
    quorum: 2,
    revision: 1,
    state: 'open',
    opinions: { 'H26.014': { state: 'asked' }, 'H26.015': { state: 'asked' } },
    ...overrides,
  };
}

export function aDocument(overrides: Partial<Document> = {}): Document {
  const file = { revision: 0, versionId: 'v1', sha256: 'b'.repeat(64), sizeBytes: 40_000 };
  return {
    id: 'doc-0a1b2c3d4e5f60718293a4b5',
    kind: 'result',
    resultType: 'birth-certificate',
    stepId: 'register-birth',
    agency: 'H26.001.02',
    template: { id: 'birth-certificate', version: 1 },
    language: 'vi',
    places: [{ capacity: 'officer', pageIndex: 0, rectangle: { x: 320, y: 120, width: 180, height: 60 } }],
    signers: [
      { capacity: 'officer', agency: 'H26.001.02', officer: 'head-1', state: 'waiting', delegations: [] },
      { capacity: 'agency', agency: 'H26.001.02', state: 'waiting', delegations: [] },
    ],
    state: 'signing',
    revision: 1,
    file,
    draftedAt: '2026-11-23T04:00:00.000Z',
    remindAt: '2026-11-23T06:00:00.000Z',
    dueAt: '2026-11-23T08:00:00.000Z',
    reasons: [],
    ...overrides,
  };
}

/** Parts by their ids, as a dossier keeps them. */
export function byId<Part extends { readonly id: string }>(...parts: readonly Part[]): Record<string, Part> {
  return Object.fromEntries(parts.map((part) => [part.id, part]));
}
