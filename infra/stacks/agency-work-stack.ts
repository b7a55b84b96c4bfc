import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** What an agency does with the steps it owes: see them, answer them, ask others, give its opinion. */
export class AgencyWorkStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { dossiers, register } = cell;
    const base = { cell, environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name }, owner: 'agency work' };
    const reading = { ...base, access: [dossiers.reads(), register.reads()] };
    const moving = { ...base, access: [dossiers.reads(), dossiers.writes(), register.reads()] };

    api.route('GET /v1/inbox', new ServiceFunction(this, 'agency-work/read-inbox', {
      ...base,
      environment: { DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('inbox')],
      failureImpact: 'Officials do not see the work they owe, and its limits run on.',
    }));
    api.route('GET /v1/dossiers/{dossierId}/steps/{stepId}', new ServiceFunction(this, 'agency-work/read-step', {
      ...reading,
      failureImpact: 'An agency cannot see what it is asked to decide.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/answer', new ServiceFunction(this, 'agency-work/answer-step', {
      ...moving,
      failureImpact: 'Agencies cannot answer their steps; finished work counts as late.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation', new ServiceFunction(this, 'agency-work/notify-obligation', {
      ...moving,
      failureImpact: 'Citizens are not told what they have to pay, and cannot go on.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations', new ServiceFunction(this, 'agency-work/request-opinions', {
      ...moving,
      failureImpact: 'An agency cannot ask the others it has to hear.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions', new ServiceFunction(this, 'agency-work/give-opinion', {
      ...moving,
      failureImpact: 'An agency that was asked cannot answer, and its silence may be taken for consent.',
    }));
  }
}
