import { randomUUID } from 'node:crypto';
import type { DossierIn } from '#domain/dossiers/dossier';
import { anApplication, aPaper, aStep, byId, aWatch } from '#test/support/builders/part-builders';

/** An id nobody else in the run has. */
export function aDossierId(): string {
  return `ds-${randomUUID().replaceAll('-', '')}`;
}

/** A code nobody else in the run has. */
export function aDossierCode(agency = 'H26.001.02'): string {
  return `${agency}-261123-${BigInt(`0x${randomUUID().slice(0, 8)}`).toString().padStart(4, '0')}`;
}

export function aDraft(overrides: Partial<DossierIn<'draft'>> = {}): DossierIn<'draft'> {
  return {
    status: 'draft',
    id: aDossierId(),
    version: 1,
    head: 'a'.repeat(64),
    salt: 'b'.repeat(32),
    procedure: { code: '1.001193', version: 1 },
    caseId: 'in-person-birth',
    choices: { 'born-at': 'hospital' },
    channel: 'online',
    place: { commune: '00004', province: '01' },
    ownerId: 'sub-citizen-1',
    receivingAgency: 'H26.001.02',
    createdAt: '2026-11-23T01:00:00.000Z',
    application: anApplication(),
    papers: {},
    steps: {},
    consultations: {},
    documents: {},
    ...overrides,
  };
}

export function aSubmitted(overrides: Partial<DossierIn<'submitted'>> = {}): DossierIn<'submitted'> {
  return {
    ...aDraft(),
    version: 3,
    status: 'submitted',
    papers: byId(aPaper({ state: 'received', receivedAt: '2026-11-23T02:05:00.000Z', objectVersion: 'v1' })),
    code: aDossierCode(),
    submittedAt: '2026-11-23T02:10:00.000Z',
    receivedAt: '2026-11-23T02:10:00.000Z',
    receptionDueAt: '2026-11-23T10:00:00.000Z',
    receptionWatch: aWatch(),
    roles: { 'civil-status': 'H26.001.02', 'social-insurance': 'H26.014' },
    supplementRequests: 0,
    ...overrides,
  };
}

export function anInProgress(overrides: Partial<DossierIn<'in-progress'>> = {}): DossierIn<'in-progress'> {
  return {
    ...aSubmitted(),
    version: 5,
    status: 'in-progress',
    acceptedAt: '2026-11-23T02:30:00.000Z',
    clock: [{ kind: 'started', at: '2026-11-23T02:30:00.000Z' }],
    watch: aWatch(),
    apologies: [],
    dueAt: '2026-11-30T10:00:00.000Z',
    stageId: 'registration',
    steps: byId(aStep()),
    ...overrides,
  };
}

export function aSettled(overrides: Partial<DossierIn<'settled'>> = {}): DossierIn<'settled'> {
  return {
    ...anInProgress(),
    version: 8,
    status: 'settled',
    steps: byId(aStep({ state: 'answered' })),
    settledAt: '2026-11-27T03:00:00.000Z',
    outcome: 'granted',
    results: [{ type: 'birth-certificate', stepId: 'register-birth', agency: 'H26.001.02', reference: '12/2026' }],
    reasons: [],
    ...overrides,
  };
}

export function aReturned(overrides: Partial<DossierIn<'returned'>> = {}): DossierIn<'returned'> {
  return { ...aSettled(), version: 9, status: 'returned', returnedAt: '2026-11-28T03:00:00.000Z', ...overrides };
}

export function aWithdrawn(overrides: Partial<DossierIn<'withdrawn'>> = {}): DossierIn<'withdrawn'> {
  const { status: _status, ...rest } = aSubmitted();
  return { ...rest, version: 4, status: 'withdrawn', clock: [], apologies: [], endedAt: '2026-11-24T03:00:00.000Z', reasons: ['Nộp nhầm thủ tục'], ...overrides };
}
