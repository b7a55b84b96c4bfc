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

/** Parts by their ids, as a dossier keeps them. */
export function byId<Part extends { readonly id: string }>(...parts: readonly Part[]): Record<string, Part> {
  return Object.fromEntries(parts.map((part) => [part.id, part]));
}
