import { describe, expect, it, test } from '@jest/globals';
import { dossierEvent, type DossierEventType } from '#domain/dossiers/event';
import { dossierMessage, toCloudEvent, webhookEvent, webhookType } from '#domain/notifications/webhook-message';
import { whoIsTold } from '#domain/notifications/who-is-told';
import { APPLICATION, CITIZEN, draft, inProgress, next, RECEIVING_AGENCY, submitted } from '#test/functions/platform/sample-dossier';

describe('a webhook', () => {
  it('is a CloudEvent that says which dossier, what happened and by when', () => {
    const { dossier, events } = inProgress();
    const opened = events.find(({ event }) => event.type === 'StepOpened');
    if (opened?.event.type !== 'StepOpened') throw new Error('the sample has an open step');
    expect(toCloudEvent(opened, dossier, 'H26.40')).toEqual({
      specversion: '1.0',
      id: opened.id,
      source: '/cells/H26/dossiers',
      type: 'vn.motcua.dossier.step-opened.v1',
      subject: 'H26.19.3-261123-0001',
      time: opened.at,
      datacontenttype: 'application/json',
      data: { dossierId: dossier.id, code: 'H26.19.3-261123-0001', seq: opened.seq, previousSeq: 0, agency: 'H26.40', stepId: 'appraise', dueAt: opened.event.step.dueAt },
    });
  });

  it('keeps to its schema and carries nothing personal, whatever happened', () => {
    const { dossier, events } = next(inProgress(), { type: 'withdraw', by: CITIZEN, reason: `${APPLICATION.applicant.fullName} rút` });
    for (const recorded of events) {
      for (const agency of whoIsTold(recorded, dossier)) {
        const text = JSON.stringify(webhookEvent.parse(toCloudEvent(recorded, dossier, agency)));
        expect(text).not.toContain(APPLICATION.applicant.fullName);
        expect(text).not.toContain(APPLICATION.applicant.identityNumber);
        expect(text).not.toContain(CITIZEN.id);
      }
    }
  });

  it('of a hand-in says until when the desk must answer', () => {
    const { dossier, events } = submitted();
    const last = events.at(-1);
    if (last?.event.type !== 'DossierSubmitted') throw new Error('the sample was handed in');
    expect(toCloudEvent(last, dossier, RECEIVING_AGENCY).data.dueAt).toBe(last.event.receptionDueAt);
  });

  it('of a draft does not exist', () => {
    const { dossier, events } = draft();
    expect(() => events.map((recorded) => toCloudEvent(recorded, dossier, RECEIVING_AGENCY))).toThrow('draft');
  });
});

describe('the type of a webhook', () => {
  test.each<[DossierEventType, string]>([
    ['StepOpened', 'vn.motcua.dossier.step-opened.v1'],
    ['DossierSettled', 'vn.motcua.dossier.settled.v1'],
    ['SlaAtRisk', 'vn.motcua.dossier.sla-at-risk.v1'],
    ['ResultHandedOver', 'vn.motcua.dossier.result-handed-over.v1'],
  ])('of %s is %s', (type, expected) => {
    expect(webhookType(type)).toBe(expected);
  });

  it('is another for each event', () => {
    const types = dossierEvent.options.map((option) => webhookType(option.shape.type.value));
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(dossierMessage.shape.type.safeParse(type).success).toBe(true);
  });
});
